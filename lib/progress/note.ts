/** What a learner wrote beside a lesson. */
export interface Note {
  /** Empty when there is none. */
  readonly text: string;
  /** Counts up with every change; 0 before the first. */
  readonly version: number;
}

/** About ten pages. */
export const NOTE_LETTERS = 20_000;
