/** What the doctor found, one thing at a time. */
export interface Finding {
  /** `mend`: labs cannot start, or are not held, until it is mended. `note`: works, but should be known. */
  readonly level: 'good' | 'note' | 'mend';
  readonly about: string;
  readonly found: string;
  /** A command or a sentence; there is one for every finding that is not good. */
  readonly remedy?: string;
}

export const good = (about: string, found: string): Finding => ({ level: 'good', about, found });
export const note = (about: string, found: string, remedy: string): Finding => ({
  level: 'note',
  about,
  found,
  remedy,
});
export const mend = (about: string, found: string, remedy: string): Finding => ({
  level: 'mend',
  about,
  found,
  remedy,
});

const signs = { good: '✓', note: '!', mend: '✗' } as const;
const width = 18;

export function reportOf(findings: readonly Finding[]): string {
  return findings
    .map(({ level, about, found, remedy }) => {
      const line = `${signs[level]} ${about.padEnd(width)} ${found}`;
      return remedy === undefined ? line : `${line}\n${' '.repeat(width + 3)}→ ${remedy}`;
    })
    .join('\n');
}
