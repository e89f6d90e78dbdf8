/** From what a check printed and how it ended to a verdict. Its output is hostile: a learner's files may be in it. */
import type { Verdict } from '../../lib/lab-api/lab.ts';
import type { ExecResult } from '../drivers/driver.ts';

const MAX_REASON = 2000;
const MAX_FIELD = 500;

export const BROKEN_REASON =
  'The check itself failed, and that is our fault: nothing you did is wrong because of it. Try once more; if it stays, tell the instructor, whose log says why.';
export const TIMED_OUT_REASON =
  'The check did not finish in its time, and that is our fault. If your sandbox is busy, wait a moment and try once more; if it stays, tell the instructor.';
export const ENGINE_DOWN_REASON =
  'The Docker engine of your lab does not answer, so nothing in it can be seen. If you stopped it, start it again: sudo service docker start. If you did not, wait a moment or reset the lab.';

export function verdictOf(result: ExecResult): Verdict {
  if (result.timedOut) return { verdict: 'broken', reason: TIMED_OUT_REASON };
  if (result.exitCode === 0) return { verdict: 'pass' };
  if (result.exitCode !== 1) return { verdict: 'broken', reason: BROKEN_REASON };
  const { reason, expected, found } = parseOutput(result.stdout);
  // "Not yet" without a reason helps nobody: whoever wrote the check has to mend it.
  if (reason === '') return { verdict: 'broken', reason: BROKEN_REASON };
  return { verdict: 'not_yet', reason, ...(expected && { expected }), ...(found && { found }) };
}

function parseOutput(stdout: string): { reason: string; expected: string; found: string } {
  const fields = { expected: '', found: '' };
  const lines: string[] = [];
  for (const line of plainText(stdout).split('\n')) {
    const match = /^(expected|found): (.*)$/.exec(line);
    if (match?.[1] === 'expected' || match?.[1] === 'found')
      fields[match[1]] ||= cut(match[2] ?? '', MAX_FIELD);
    else lines.push(line);
  }
  return { reason: cut(lines.join('\n').trim(), MAX_REASON), ...fields };
}

/** Without terminal sequences, control characters, and the marks that turn text around. */
function plainText(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
      .replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g, '')
      .replace(/\r\n?/g, '\n')
      .replace(/\t/g, '  ')
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, (character) => (character === '\n' ? '\n' : ''))
  );
}

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
