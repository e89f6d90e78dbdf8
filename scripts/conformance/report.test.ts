import { expect, test } from 'vitest';
import { report } from './report.ts';
import { type Outcome, unjudged } from './results.ts';

const outcome = (state: Outcome['state'], message = '', kind: Outcome['kind'] = 'cluster-3'): Outcome => ({
  state,
  message,
  kind,
  seconds: 3,
  at: '2026-11-27T12:00:00.000Z',
});

const results = {
  specs: ['a', 'b', 'c', 'd', 'e'],
  outcomes: {
    a: outcome('passed'),
    b: outcome('failed', 'no luck\nat all'),
    c: outcome('failed', 'known'),
    d: outcome('skipped', 'Requires at least 2 nodes (not 1)', 'cluster'),
  },
};

test('the report tells the explained from the unexplained, and what nobody has judged', () => {
  const text = report(results, {
    versions: { Kubernetes: 'v1.36.4' },
    key: '0123',
    explained: { c: 'There is no such device.' },
    at: new Date('2026-11-27T12:00:00Z'),
  });
  expect(text).toContain('| passed | 1 |');
  expect(text).toContain('| failed | 2, of which 1 unexplained |');
  expect(text).toContain('| not yet judged | 1 |');
  expect(text).toContain('- `b`: Unexplained: no luck\n');
  expect(text).toContain('- `c`: There is no such device.\n');
});

test('what one node skips is asked of three, and not again of one', () => {
  expect(unjudged(results, 'cluster-3')).toEqual(['d', 'e']);
  expect(unjudged(results, 'cluster')).toEqual(['e']);
});
