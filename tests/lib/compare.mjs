// Two answers, or two sets of times, that nobody must be able to tell apart.

/** Mann-Whitney's U with ties, by the normal approximation, two-sided: { p, u, slower }. */
export function rankTest(a, b) {
  const all = [...a.map((value) => ({ value, a: true })), ...b.map((value) => ({ value, a: false }))].sort((x, y) => x.value - y.value);
  let rankSum = 0;
  let ties = 0;
  for (let i = 0; i < all.length;) {
    let end = i;
    while (end < all.length && all[end].value === all[i].value) end++;
    const rank = (i + 1 + end) / 2;
    for (let k = i; k < end; k++) if (all[k].a) rankSum += rank;
    ties += (end - i) ** 3 - (end - i);
    i = end;
  }
  const [n, m] = [a.length, b.length];
  const u = rankSum - (n * (n + 1)) / 2;
  const sigma = Math.sqrt(((n * m) / 12) * (n + m + 1 - ties / ((n + m) * (n + m - 1))));
  const z = sigma === 0 ? 0 : (Math.abs(u - (n * m) / 2) - 0.5) / sigma;
  return { u, p: Math.min(1, 2 * (1 - normal(Math.max(0, z)))), slower: u > (n * m) / 2 ? 'the first' : 'the second' };
}

/** The least of each five: what a busy machine adds to single samples drops out, what every one of them has stays. */
const leasts = (times) => Array.from({ length: Math.floor(times.length / 5) }, (_, i) => Math.min(...times.slice(5 * i, 5 * i + 5)));
function compared(a, b) {
  const best = [rankTest(a, b), rankTest(leasts(a), leasts(b))].sort((x, y) => x.p - y.p)[0];
  return { p: Math.min(1, 2 * best.p), slower: best.slower };
}

// How many samples a round takes of each, and below which p it goes on to the next. Chance alone passes all three once in a hundred million.
const ROUNDS = [[400, 0.01], [1000, 0.001], [1000, 0.001]];
/** Whether two things take different times: measure(n) answers two lists of n times, taken in turns so that a busy machine slows both alike.
 *  What looks different is measured again, longer; only what stays different, in the same direction, is. Answers a sentence, and differs. */
export async function timesDiffer(measure) {
  const seen = [];
  for (const [n, limit] of ROUNDS) {
    const { p, slower } = compared(...await measure(n));
    seen.push({ p, slower });
    if (p > limit || slower !== seen[0].slower) break;
  }
  const last = seen.at(-1);
  const differs = seen.length === ROUNDS.length && last.p <= ROUNDS.at(-1)[1] && last.slower === seen[0].slower;
  return { differs, sentence: seen.map(({ p, slower }) => `p = ${p.toPrecision(2)} (${slower} is slower)`).join(', then ') };
}
/** The normal distribution's integral up to z (Zelen and Severo; 7.5e-8). */
function normal(z) {
  const t = 1 / (1 + 0.2316419 * z);
  const d = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return 1 - d * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
}

const VOLATILE = [
  [/\b[0-9a-f]{16}\b/g, '<request>'],
  [/name="(_csrf|_key|_state)" value="[^"]*"/g, 'name="$1" value="<proof>"'],
];
/** Status, headers and body without what differs between any two answers, and without the ids that were asked for. */
export function masked(reply, ids = []) {
  const skip = new Set(['date', 'server-timing', 'connection', 'keep-alive', 'content-length', 'transfer-encoding', 'age']);
  const headers = Object.entries(reply.headers).filter(([name]) => !skip.has(name)).map(([name, value]) => `${name}: ${value}`);
  let text = [String(reply.status), ...headers.sort(), '', reply.text].join('\n');
  for (const id of ids) text = text.split(id).join('<id>');
  for (const [what, by] of VOLATILE) text = text.replace(what, by);
  return text;
}
