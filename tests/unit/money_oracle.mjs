// Random cases of money with their answers, in exact integers and written apart from the C: money.h's rules, read again.
//   node money_oracle.mjs [CASES] [SEED]
// Lines: "share MINOR NUMERATOR DENOMINATOR ANSWER", "rate MINOR BASIS_POINTS ANSWER", "split MINOR N WEIGHTS... PARTS...";
// ANSWER is "none" where the result does not fit 64 bits.
const cases = Number(process.argv[2] ?? 1000000);
let state = BigInt(process.argv[3] ?? 20260101);

const MASK = (1n << 64n) - 1n;
const LEAST = -(1n << 63n);
const MOST = (1n << 63n) - 1n;

// splitmix64: a fixed seed gives the same cases everywhere.
function random64() {
  state = (state + 0x9e3779b97f4a7c15n) & MASK;
  let z = state;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return z ^ (z >> 31n);
}
const below = (n) => Number(random64() % BigInt(n));

// Of every size from 0 to 63 bits, so that small amounts and the borders come as often as huge ones.
function size() {
  const bits = BigInt(below(64));
  return random64() & ((1n << bits) - 1n);
}
function signed() {
  const kind = below(40);
  if (kind === 0) return LEAST + BigInt(below(3));
  if (kind === 1) return MOST - BigInt(below(3));
  const n = size();
  return below(2) ? -n : n;
}
const fits = (n) => n >= LEAST && n <= MOST;
const abs = (n) => (n < 0n ? -n : n);

// Nearest integer to numerator / denominator, a half away from zero: floor of twice the fraction plus one, halved, on the size.
function rounded(numerator, denominator) {
  const q = (2n * abs(numerator) + denominator) / (2n * denominator);
  return numerator < 0n ? -q : q;
}

function share() {
  const minor = signed();
  const numerator = signed();
  let denominator = size();
  if (denominator === 0n || below(3) === 0) denominator = [1n, 2n, 3n, 7n, 12n, 28n, 30n, 31n, 365n, 366n, 100n, 10000n, MOST][below(13)];
  const answer = rounded(minor * numerator, denominator);
  return `share ${minor} ${numerator} ${denominator} ${fits(answer) ? answer : "none"}`;
}

function rate() {
  const minor = signed();
  const points = below(4) ? BigInt(below(20001)) - 5000n : signed();
  const answer = rounded(minor * points, 10000n);
  return `rate ${minor} ${points} ${fits(answer) ? answer : "none"}`;
}

// Largest remainder: everyone the floor of the exact share, what is left one by one to the largest fractions, the first of equals.
function split() {
  const minor = signed();
  const n = 1 + below(6);
  const small = below(2);
  const weights = Array.from({ length: n }, () => (below(6) === 0 ? 0n : small ? BigInt(below(12)) : size()));
  if (weights.every((w) => w === 0n)) weights[below(n)] = 1n + BigInt(below(5));
  const sum = weights.reduce((a, b) => a + b, 0n);
  const parts = weights.map((w) => (abs(minor) * w) / sum);
  const order = weights.map((w, i) => ({ i, rest: abs(minor) * w - parts[i] * sum }));
  order.sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1));
  let left = abs(minor) - parts.reduce((a, b) => a + b, 0n);
  for (const { i } of order) {
    if (left === 0n) break;
    parts[i] += 1n;
    left -= 1n;
  }
  return `split ${minor} ${n} ${weights.join(" ")} ${parts.map((p) => (minor < 0n ? -p : p)).join(" ")}`;
}

const kinds = [share, rate, split];
let lines = [];
for (let i = 0; i < cases; i++) {
  lines.push(kinds[i % 3]());
  if (lines.length === 10000 || i === cases - 1) {
    if (!process.stdout.write(lines.join("\n") + "\n")) await new Promise((done) => process.stdout.once("drain", done));
    lines = [];
  }
}
