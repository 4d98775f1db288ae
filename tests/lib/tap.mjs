// A tiny TAP writer. Tests run one after the other, in the order of the file; a file ends with `await run();`.
//
//   import { test, equal, cleanup, run } from '../lib/tap.mjs';
//   const portal = await start();
//   cleanup(() => portal.stop());
//   test('answers', async () => { equal((await portal.get('/')).status, 303); });
//   await run();
import assert from 'node:assert/strict';
import { isDeepStrictEqual, inspect } from 'node:util';

export { until } from './wait.mjs';

const tests = [];
const cleanups = [];
let count = 0;
let failed = 0;
/** Only what hangs comes near them, also on a busy machine. */
const TEST_LIMIT_MS = 300_000, CLEANUP_LIMIT_MS = 120_000;

/** PORTICO_ONLY, a regular expression, leaves out the tests whose names do not match. */
const only = process.env.PORTICO_ONLY ? new RegExp(process.env.PORTICO_ONLY) : null;

export function test(name, run, { limit = TEST_LIMIT_MS } = {}) {
  if (!only || only.test(name)) tests.push({ name, run, limit: Math.max(limit, TEST_LIMIT_MS) });
}
/** Runs after the last test (in reverse order), whatever happened. */
export function cleanup(run) {
  cleanups.push(run);
}
/** Leaves a test out, with the reason in its line. */
export function skip(reason) {
  throw Object.assign(new Error(reason), { skip: true });
}

export class Failure extends Error {}
function fail(message, details) {
  throw new Failure(details ? `${message}\n${details}` : message);
}
const short = (value) => {
  const text = typeof value === 'string' ? JSON.stringify(value) : inspect(value, { depth: 6, breakLength: 110 });
  return text.length > 1500 ? `${text.slice(0, 1500)} ... (${text.length} characters)` : text;
};
export function ok(condition, message = 'is not so') {
  if (!condition) fail(message);
}
export function equal(got, want, message = 'differs') {
  if (!isDeepStrictEqual(got, want)) fail(message, `got  ${short(got)}\nwant ${short(want)}`);
}
export function unequal(got, other, message = 'is the same') {
  if (isDeepStrictEqual(got, other)) fail(message, `both are ${short(got)}`);
}
/** text holds what (a string, or a regular expression). */
export function match(text, what, message = 'does not match') {
  const found = what instanceof RegExp ? what.test(text) : String(text).includes(what);
  if (!found) fail(message, `looked for ${what instanceof RegExp ? what : JSON.stringify(what)}\nin ${short(String(text))}`);
}
export function unmatch(text, what, message = 'matches') {
  const found = what instanceof RegExp ? what.test(text) : String(text).includes(what);
  if (found) fail(message, `found ${what instanceof RegExp ? what : JSON.stringify(what)}\nin ${short(String(text))}`);
}
export async function throws(run, what, message = 'did not throw') {
  await assert.rejects(async () => run(), what instanceof RegExp ? { message: what } : undefined, message);
}
export function note(text) {
  process.stdout.write(String(text).replace(/^/gm, '# ') + '\n');
}

function within(promise, ms, what) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Failure(`${what} took more than ${ms / 1000} s`)), ms);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}
const oneLine = (name) => name.replace(/[\r\n#]+/g, ' ').trim();

async function one({ name, run, limit }) {
  count++;
  try {
    await within(Promise.resolve().then(run), limit, name);
    process.stdout.write(`ok ${count} - ${oneLine(name)}\n`);
  } catch (error) {
    if (error?.skip) {
      process.stdout.write(`ok ${count} - ${oneLine(name)} # SKIP ${error.message}\n`);
      return;
    }
    failed++;
    process.stdout.write(`not ok ${count} - ${oneLine(name)}\n`);
    note(error instanceof Failure ? `${error.message}\n${place(error)}` : (error?.stack ?? error));
  }
}
function place(error) {
  const line = (error.stack ?? '').split('\n').find((l) => l.includes('at ') && !l.includes('tests/lib/tap.mjs'));
  return line ? line.trim() : '';
}

async function end() {
  for (const run of cleanups.reverse()) {
    try {
      await within(Promise.resolve().then(run), CLEANUP_LIMIT_MS, 'a clean-up');
    } catch (error) {
      if (error?.finding) {
        count++;
        failed++;
        process.stdout.write(`not ok ${count} - what the tests left behind\n`);
      }
      note(`clean-up: ${error?.finding ? error.message : (error?.stack ?? error)}`);
    }
  }
  process.stdout.write(`1..${count}\n`);
  process.exit(failed ? 1 : 0);
}

let running = false;
async function runAll() {
  running = true;
  while (tests.length) await one(tests.shift());
  await end();
}
// A fault outside of any test fails the file, after the clean-ups.
function died(error) {
  count++;
  failed++;
  process.stdout.write(`not ok ${count} - the test file itself\n`);
  note(error?.stack ?? error);
  void end();
}
process.on('uncaughtException', died);
process.on('unhandledRejection', died);
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void end());
/** The last line of a test file: runs what was declared, cleans up, and ends the process. */
export async function run() {
  if (!running) await runAll();
}
