// Two answers, or two sets of times, that nobody must be able to tell apart.

/** Mann-Whitney's U with ties, by the normal approximation, two-sided: { p, u }. */
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
  return { u, p: Math.min(1, 2 * (1 - normal(Math.max(0, z)))) };
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
