import { signTicket } from '../../lib/lab-api/ticket.ts';
import { LabApi } from '../bench/lab-api.ts';

/** One of many: web gives tickets to one learner alone where nobody has an account, so these are signed here. */
export class SoakLearner extends LabApi {
  readonly #name: string;
  readonly #secret: Uint8Array;

  constructor(origin: string, lesson: string, name: string, secret: string) {
    super(origin, lesson);
    this.#name = name;
    this.#secret = new TextEncoder().encode(secret);
  }

  override ticket(): Promise<string> {
    return signTicket({ learner: this.#name, lesson: this.lesson, rights: 'own' }, this.#secret);
  }

  /** Presses Start; resolves with the milliseconds until a shell showed its prompt. */
  async startToPrompt(): Promise<number> {
    const started = performance.now();
    await this.start();
    using terminal = await this.terminal('soak');
    await Promise.race([
      terminal.sees('$'),
      terminal.closed.then(({ code }) => Promise.reject(new Error(`the terminal was closed with ${code}`))),
    ]);
    const took = performance.now() - started;
    return took;
  }
}
