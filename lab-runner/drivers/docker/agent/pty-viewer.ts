import { stripVTControlCharacters } from 'node:util';
import type { Pty, PtyOutput } from '../../driver.ts';

/** How the image's prompt ends. */
export const PROMPT = '$ ';

/** One viewer of a terminal, who reads and acknowledges as it goes, or does not. */
export class Viewer {
  readonly pty: Pty;
  text = '';
  past: string | undefined;
  sizes: string[] = [];
  restarts = 0;
  byteCount = 0;
  exitCode: number | undefined;
  private readonly output: AsyncIterator<PtyOutput>;

  constructor(pty: Pty) {
    this.pty = pty;
    this.output = pty.output[Symbol.asyncIterator]();
  }

  type(keys: string): void {
    this.pty.write(Buffer.from(keys));
  }

  async step(acknowledge = true): Promise<PtyOutput | undefined> {
    const { value, done } = await this.output.next();
    if (done) return undefined;
    const event = value as PtyOutput;
    if (event.type === 'data') {
      this.text += Buffer.from(event.bytes).toString('latin1');
      if (this.text.length > 4_000_000) this.text = this.text.slice(-2_000_000);
      this.byteCount += event.bytes.byteLength;
      if (acknowledge) this.pty.acknowledge(event.bytes.byteLength);
    }
    if (event.type === 'size') this.sizes.push(`${event.cols}x${event.rows}`);
    if (event.type === 'replayed') this.past = this.text;
    if (event.type === 'exit') this.exitCode = event.exitCode;
    if (event.type === 'restart') {
      this.restarts++;
      this.text = '';
      this.past = undefined;
    }
    return event;
  }

  async until(done: () => boolean): Promise<void> {
    while (!done()) if ((await this.step()) === undefined) throw new Error(`ended: ${this.text.slice(-500)}`);
  }

  see(text: string): Promise<void> {
    return this.until(() => this.text.includes(text));
  }

  /** Types a command and waits for the prompt after it. */
  async run(command: string): Promise<string> {
    this.text = '';
    this.type(`${command}; printf 'do%s\\n' ne\r`);
    await this.until(() => this.text.split('done\r\n')[1]?.includes(PROMPT) ?? false);
    const output = this.text.slice(this.text.indexOf('\n') + 1, this.text.lastIndexOf('done'));
    return stripVTControlCharacters(output).replaceAll('\r', '').trim();
  }
}
