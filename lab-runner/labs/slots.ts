/** At most `count` at a time; the others wait in line. */
export class Slots {
  readonly #waiting: (() => void)[] = [];
  #free: number;
  #used = 0;

  constructor(count: number) {
    this.#free = count;
  }

  /** How many are at work or waiting. */
  get busy(): number {
    return this.#used + this.#waiting.length;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((turn) => this.#waiting.push(turn));
    this.#used += 1;
    try {
      return await work();
    } finally {
      this.#used -= 1;
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
