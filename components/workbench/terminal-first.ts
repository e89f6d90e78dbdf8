/**
 * One waits for the prompt, so what is big waits for it too: compiling the editor's code takes the page's only thread for
 * longer than everything between the press on Start lab and the first prompt.
 */

/** A page whose terminal stays silent, or that shows none, gets its editor all the same. */
const AT_MOST_MS = 1500;

let isShown = false;
const waiting: (() => void)[] = [];

/** A terminal has drawn what its shell said. */
export function terminalShown(): void {
  isShown = true;
  for (const go of waiting.splice(0)) go();
}

/** Resolves once a terminal of this page has shown something, or has had its time for that. */
export function afterTerminal(): Promise<void> {
  if (isShown) return Promise.resolve();
  return new Promise((go) => {
    waiting.push(go);
    setTimeout(go, AT_MOST_MS);
  });
}
