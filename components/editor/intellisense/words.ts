/** What the editor's bar and problems list say. One place, for translators. */
export type Severity = 'error' | 'warning' | 'hint';

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  error: 'Error',
  warning: 'Warning',
  hint: 'Hint',
};

export const WORDS = {
  problems: 'Problems',
  noProblems: 'No problems',
  nothingFound: 'No problems in the open files.',
  format: 'Format',
  formatKeys: 'Shift+Alt+F',
  tooBig: 'Too big for completion and problems',
  walk: 'F8 walks from problem to problem in the text, Ctrl+. offers fixes there.',
} as const;

export function countWords(count: number): string {
  if (count === 0) return WORDS.noProblems;
  return count === 1 ? '1 problem' : `${count} problems`;
}

/** For those who hear it, after the last key: what changed, and no more. */
export function announcement(count: number, name: string): string {
  return `${countWords(count)} in ${name}`;
}

export function lineWords(line: number): string {
  return `line ${line}`;
}

export function fixWords(title: string): string {
  return `Fix: ${title}`;
}

export function moreWords(count: number): string {
  return `And ${count} more.`;
}
