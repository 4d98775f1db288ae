// A mail server that keeps what it gets: each mail as FOLDER/<number>.eml, and a line with its subject and first link on
// standard output. For the demo and the tests.   node tools/sink.mjs FOLDER PORT_FILE
// Tests ask for failures by address: reject... is refused for good (550), later... for now (451).
import fs from 'node:fs';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';

const [folder, portFile] = process.argv.slice(2);
const SIZE_MAX = 16 << 20;
let n = fs.readdirSync(folder).filter((name) => name.endsWith('.eml')).length;

function refusal(address) {
  if (address.startsWith('reject')) return Object.assign(new Error('no such user'), { responseCode: 550 });
  if (address.startsWith('later')) return Object.assign(new Error('try later'), { responseCode: 451 });
  return null;
}
/** Quoted-printable soft breaks and escapes, enough to show a link and a subject. */
function plain(text) {
  return text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}
/** Encoded words (RFC 2047), as Portico writes them: base64 of whole characters. */
const words = (text) => text.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, base64) => Buffer.from(base64, 'base64').toString('utf8'));
function tell(raw, recipients) {
  const text = raw.toString('latin1');
  const subject = /^Subject: (.*(?:\r?\n[ \t].*)*)/im.exec(text)?.[1].replace(/\s+/g, ' ') ?? '';
  const links = plain(text).match(/https?:\/\/[^\s"<>]+/g) ?? [];
  console.log(`mail ${n} to ${recipients.join(', ')}: ${words(subject)}`);
  for (const link of [...new Set(links)].slice(0, 2)) console.log(`  ${link}`);
}
function keep(raw, recipients) {
  const file = path.join(folder, `${String(++n).padStart(4, '0')}.eml`);
  fs.writeFileSync(`${file}.part`, raw);
  fs.renameSync(`${file}.part`, file);
  tell(raw, recipients);
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  size: SIZE_MAX,
  onRcptTo: (address, session, done) => done(refusal(address.address)),
  onData(stream, session, done) {
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => {
      if (stream.sizeExceeded) return done(Object.assign(new Error('too big'), { responseCode: 552 }));
      keep(Buffer.concat(parts), session.envelope.rcptTo.map((to) => to.address));
      return done(null, `kept as ${n}`);
    });
  },
});
server.on('error', (error) => console.error(error.message));
server.listen(0, '127.0.0.1', () => {
  fs.writeFileSync(`${portFile}.part`, String(server.server.address().port));
  fs.renameSync(`${portFile}.part`, portFile);
});
