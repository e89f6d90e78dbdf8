/**
 * A shell small enough to trust: a line discipline with echo, and a dozen commands in this process. It stands in for
 * the learner's shell in tests of terminals, where what matters is bytes, sizes, signals and floods.
 */
import { type Shell, type ShellPlace, shellCommands } from './line-shell-commands.ts';

const ESCAPE = '\u001b';
const [INTERRUPT, END, RETURN, DELETE, BACKSPACE] = ['\u0003', '\u0004', '\r', '\u007f', '\b'];

export class LineShell implements Shell {
  size: { cols: number; rows: number };
  title = 'sh';
  cwd: string;
  readonly place: ShellPlace;
  readonly ended: Promise<number>;
  readonly #print: (bytes: Uint8Array) => Promise<void>;
  #end: (exitCode: number) => void = () => {};
  #line = '';
  #waiting = '';
  #running: AbortController | undefined;
  #dead = false;

  constructor(
    place: ShellPlace,
    cwd: string,
    size: { cols: number; rows: number },
    print: (bytes: Uint8Array) => Promise<void>,
  ) {
    this.place = place;
    this.cwd = cwd;
    this.size = size;
    this.#print = print;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    void this.#prompt();
  }

  /** Prints as a terminal does, a line break being CR LF. Resolves when more may be printed. */
  async print(text: string): Promise<void> {
    if (!this.#dead) await this.#print(Buffer.from(text.replaceAll('\n', '\r\n')));
  }

  type(bytes: Uint8Array): void {
    for (const key of Buffer.from(bytes).toString('utf8')) this.#key(key);
  }

  exit(exitCode: number): void {
    if (this.#dead) return;
    this.#dead = true;
    this.#end(exitCode);
  }

  kill(): void {
    this.#running?.abort();
    this.exit(129);
  }

  #key(key: string): void {
    if (this.#dead) return;
    if (key === INTERRUPT) this.#interrupt();
    else if (this.#running !== undefined) this.#waiting += key;
    else this.#edit(key);
  }

  #edit(key: string): void {
    switch (key) {
      case RETURN:
        this.#submit();
        break;
      case END:
        if (this.#line === '') this.exit(0);
        break;
      case DELETE:
      case BACKSPACE:
        this.#erase();
        break;
      case ESCAPE:
        break;
      default:
        this.#line += key;
        void this.print(key);
    }
  }

  #erase(): void {
    if (this.#line === '') return;
    this.#line = [...this.#line].slice(0, -1).join('');
    void this.print('\b \b');
  }

  #interrupt(): void {
    this.#waiting = '';
    void this.print('^C\n');
    this.#line = '';
    if (this.#running === undefined) void this.#prompt();
    else this.#running.abort();
  }

  #submit(): void {
    const line = this.#line;
    this.#line = '';
    void this.print('\n');
    void this.#run(line);
  }

  async #run(line: string): Promise<void> {
    this.#running = new AbortController();
    const [command, redirect] = line.split('>').map((part) => part.trim());
    const [name, ...words] = (command ?? '').replaceAll(/['"]/g, '').split(/\s+/);
    const run = shellCommands[name ?? ''];
    try {
      if (run !== undefined) await run({ shell: this, words, redirect, signal: this.#running.signal });
      else if (name !== '') await this.print(`sh: ${name}: command not found\n`);
    } catch (error) {
      await this.print(`${name}: ${(error as Error).message}\n`);
    }
    this.#running = undefined;
    if (this.#dead) return;
    await this.#prompt();
    const waiting = this.#waiting;
    this.#waiting = '';
    for (const key of waiting) this.#key(key);
  }

  async #prompt(): Promise<void> {
    await this.print(`learner@lab:${this.cwd.replace(/^\/home\/learner/, '~')}$ `);
  }
}
