// favicon.ico for browsers that ask for it unbidden: the same portico as htdocs/img/favicon.svg, drawn into one 32 x 32 PNG.
import { deflateSync } from "node:zlib";

const SIZE = 32, FINE = 4; // FINE x FINE samples a pixel smooth the edges
const BLUE = [0x1f, 0x55, 0xc4], WHITE = [255, 255, 255];

const within = (x, y, left, top, width, height) => x >= left && x < left + width && y >= top && y < top + height;

function inGround(x, y) {
  const round = 7, dx = Math.max(round - x, x - (SIZE - round), 0), dy = Math.max(round - y, y - (SIZE - round), 0);
  return dx * dx + dy * dy <= round * round;
}

function inMark(x, y) {
  const roof = y >= 6 && y < 12 && Math.abs(x - 16) <= ((y - 6) / 6) * 11;
  const columns = [7, 14.5, 22].some((left) => within(x, y, left, 16, 3, 8));
  return roof || within(x, y, 5, 12, 22, 2) || columns || within(x, y, 5, 25, 22, 2);
}

function pixel(px, py) {
  let ground = 0, mark = 0;
  for (let i = 0; i < FINE * FINE; i++) {
    const x = px + ((i % FINE) + 0.5) / FINE, y = py + (Math.floor(i / FINE) + 0.5) / FINE;
    ground += inGround(x, y);
    mark += inMark(x, y);
  }
  const share = ground ? mark / ground : 0;
  return [...BLUE.map((c, i) => Math.round(c + (WHITE[i] - c) * share)), Math.round((255 * ground) / (FINE * FINE))];
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]), head = Buffer.alloc(4), tail = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
}

function png() {
  const rows = Array.from({ length: SIZE }, (_, y) => [0, ...Array.from({ length: SIZE }, (__, x) => pixel(x, y)).flat()]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIZE, 0);
  header.writeUInt32BE(SIZE, 4);
  header.set([8, 6], 8); // 8 bits, colours with alpha
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const image = deflateSync(Buffer.from(rows.flat()), { level: 9 });
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", image), chunk("IEND", Buffer.alloc(0))]);
}

export function favicon() {
  const image = png(), head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2); // an icon
  head.writeUInt16LE(1, 4); // of one image
  head.set([SIZE, SIZE], 6);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(image.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, image]);
}
