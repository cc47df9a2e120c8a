/** Milliseconds between two looks; far more than enough of them for a machine under load. */
const [interval, patience] = [50, 120_000];

/** Asks until the answer is yes; rejects after two minutes, which only a hang takes. */
export async function until(what: string, ask: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await ask())) {
    if (Date.now() > deadline) throw new Error(`it never came about: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}
