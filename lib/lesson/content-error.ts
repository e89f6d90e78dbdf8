/** What is wrong with content, in the words an instructor needs to mend it. */
export interface ContentProblem {
  /** Relative to the content folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
}

/** One line, in the form that editors and terminals turn into a link. */
export function formatProblem(problem: ContentProblem): string {
  return `${problem.file}:${problem.line}:${problem.column} ${problem.message}. ${problem.remedy}.`;
}

/** The content is not there: an unknown module or lesson. */
export class ContentMissing extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ContentMissing';
  }
}

/** The content is there and wrong. All that was found, not only the first. */
export class ContentError extends Error {
  readonly problems: readonly ContentProblem[];

  constructor(problems: readonly ContentProblem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'ContentError';
    this.problems = problems;
  }
}
