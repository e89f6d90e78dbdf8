/** What the prover found out: one finding for each thing it proved or could not prove. */

export interface Finding {
  /** What was to be shown, such as `after the solution: stops`. */
  readonly title: string;
  /** Null when it holds; else what was found instead. */
  readonly problem: string | null;
  readonly tookMs: number;
}

export class Findings {
  readonly all: Finding[] = [];
  readonly #told: (finding: Finding) => void;

  constructor(told: (finding: Finding) => void = () => {}) {
    this.#told = told;
  }

  /** `look` resolves with what is wrong, or null. What it throws is wrong too. Resolves with whether it holds. */
  async prove(title: string, look: () => Promise<string | null> | string | null): Promise<boolean> {
    const started = performance.now();
    let problem: string | null;
    try {
      problem = await look();
    } catch (error) {
      problem = error instanceof Error ? sentenceOf(error) : String(error);
    }
    const finding = { title, problem, tookMs: performance.now() - started };
    this.all.push(finding);
    this.#told(finding);
    return problem === null;
  }
}

function sentenceOf(error: Error): string {
  const detail = 'detail' in error && typeof error.detail === 'string' ? `\n${error.detail}` : '';
  return `${error.message}${detail}`;
}
