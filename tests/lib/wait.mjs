// Waiting: for a moment, and for what comes by itself.
export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Waits for what comes by itself, such as the worker's work: until probe() answers something, which is answered. A busy machine may take long. */
export async function until(probe, what = String(probe), seconds = 120) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await pause(40);
  }
}
