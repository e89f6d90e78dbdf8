import { expect, test } from 'vitest';
import type { ExecResult } from '../drivers/driver.ts';
import { BROKEN_REASON, TIMED_OUT_REASON, verdictOf } from './verdict.ts';

const ended = (exitCode: number | null, stdout = '', rest: Partial<ExecResult> = {}): ExecResult => ({
  exitCode,
  stdout,
  stderr: '',
  truncated: false,
  timedOut: false,
  ...rest,
});

test('exit 0 is a pass, whatever was printed', () => {
  expect(verdictOf(ended(0, 'some noise'))).toEqual({ verdict: 'pass' });
});

test('exit 1 is not yet, with the reason and what was expected and found', () => {
  expect(verdictOf(ended(1, 'It does not run.\nLook again.\nexpected: running\nfound: exited\n'))).toEqual({
    verdict: 'not_yet',
    reason: 'It does not run.\nLook again.',
    expected: 'running',
    found: 'exited',
  });
});

test('a "not yet" without a reason is broken: it helps nobody', () => {
  expect(verdictOf(ended(1, ' \n'))).toEqual({ verdict: 'broken', reason: BROKEN_REASON });
});

test.each([2, 126, 127, 137, null])('an end with %s is broken, and our fault', (exitCode) => {
  expect(verdictOf(ended(exitCode, 'half a reason'))).toEqual({ verdict: 'broken', reason: BROKEN_REASON });
});

test('a check that ran into its time limit is broken and says so', () => {
  expect(verdictOf(ended(null, '', { timedOut: true }))).toEqual({
    verdict: 'broken',
    reason: TIMED_OUT_REASON,
  });
});

test('terminal sequences, control characters and marks that turn text around are taken out', () => {
  const hostile = '\u001b[31mred\u001b[0m \u001b]0;title\u0007a\u0000b\u202Ec\rd\tend';
  expect(verdictOf(ended(1, hostile))).toMatchObject({ reason: 'red abc\nd  end' });
});

test('a reason of any length is cut to 2,000 characters, never through one', () => {
  const verdict = verdictOf(ended(1, '🐳'.repeat(5000)));
  const reason = verdict.verdict === 'not_yet' ? verdict.reason : '';
  expect([...reason]).toHaveLength(2000);
  expect(reason.endsWith('🐳…')).toBe(true);
});

test('only the first "expected" counts: what a learner wrote into a file cannot replace it', () => {
  expect(verdictOf(ended(1, 'No.\nexpected: a\nexpected: b\n'))).toMatchObject({ expected: 'a' });
});
