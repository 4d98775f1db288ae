// Https before a portal, as a vendor puts it there: Debian's Apache with a certificate made here, which hands everything on.
//
//   const front = await freePort();                      // before the portal starts, for its Site.Url says it
//   process.env.PORTICO_SITE_URL = `https://localhost:${front}`;
//   const portal = await start();
//   const tls = await tlsFront(portal, front, ['localhost', 'cedar.localhost']);   // tls.stop()
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { pause } from './fault.mjs';

/** One request over https: { status, headers, text }. What the certificate says is not looked at. */
export function request(port, target, { host = 'localhost', method = 'GET', headers = {}, body } = {}) {
  return new Promise((done, failed) => {
    const out = https.request({ host: '127.0.0.1', port, path: target, method, agent: false, rejectUnauthorized: false, servername: host,
      headers: { host: `${host}:${port}`, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body), 'content-type': 'application/x-www-form-urlencoded' }), ...headers } }, (reply) => {
      const parts = [];
      reply.on('data', (part) => parts.push(part));
      reply.on('end', () => done({ status: reply.statusCode, headers: reply.headers, text: Buffer.concat(parts).toString() }));
    });
    out.on('error', failed);
    out.end(body);
  });
}

function configuration(folder, portal, port) {
  const modules = ['mpm_event', 'authz_core', 'proxy', 'proxy_http', 'ssl'].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
  return `ServerRoot "${folder}"
${modules.join('\n')}
${process.getuid() === 0 ? 'User www-data\nGroup www-data' : ''}
PidFile "${folder}/pid"
DefaultRuntimeDir "${folder}"
Mutex file:${folder} default
ErrorLog "${folder}/log"
ServerName localhost
StartServers 1
Listen 127.0.0.1:${port}
SSLEngine on
SSLCertificateFile "${folder}/certificate.pem"
SSLCertificateKeyFile "${folder}/key.pem"
ProxyPreserveHost On
ProxyPass / http://127.0.0.1:${portal.port}/
`;
}

export async function tlsFront(portal, port, hosts) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portico-tls-'));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=localhost',
    '-addext', `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')}`, '-keyout', `${folder}/key.pem`, '-out', `${folder}/certificate.pem`], { stdio: 'ignore' });
  fs.writeFileSync(`${folder}/conf`, configuration(folder, portal, port));
  const program = ['/usr/sbin/apache2', '/usr/bin/apache2'].find((file) => fs.existsSync(file)) ?? 'apache2';
  const child = spawn(program, ['-DFOREGROUND', '-f', `${folder}/conf`], { stdio: 'ignore' });
  let over = false;
  child.once('exit', () => (over = true));
  const stop = async () => {
    child.kill('SIGTERM');
    while (!over) await pause(20);
    fs.rmSync(folder, { recursive: true, force: true });
  };
  for (let i = 0; i < 2400; i++) {
    if (over) throw new Error(`Apache did not start:\n${fs.readFileSync(`${folder}/log`, 'utf8')}`);
    if (await request(port, '/login').then((reply) => reply.status === 200, () => false)) return { stop };
    await pause(50);
  }
  await stop();
  throw new Error('no answer over https within two minutes');
}
