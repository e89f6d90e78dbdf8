/** More was not typed, but pasted by mistake. */
const KEPT_LETTERS = 4096;

/**
 * What a terminal says of itself when a program asks, and focus. While the past is shown nobody asks any more, and an
 * answer would be typed into the shell.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the terminal's own.
const ANSWER = /^\x1b(\[[?>=]?[\d;]*[cnt]|\[\?\d*u|\[\d+;\d+R|\[[?\d;]*\$y|\[[IO]$|[P\]_])/;

/** Keys that were pressed before the shell was there to take them. */
export class EarlyKeys {
  #kept = '';

  keep(data: string): void {
    if (ANSWER.test(data) || this.#kept.length + data.length > KEPT_LETTERS) return;
    this.#kept += data;
  }

  forget(): void {
    this.#kept = '';
  }

  /** Gives what was kept, once. */
  take(): string {
    const kept = this.#kept;
    this.#kept = '';
    return kept;
  }
}
