import { expect, test } from 'vitest';
import { focusOn, outcomesOf } from './ginkgo-report.ts';

const at = new Date('2026-11-27T12:00:00Z');

test('a spec that the clock cut off is not judged', () => {
  const report = [
    { name: 'one', state: 'passed', seconds: 1.234, message: '' },
    { name: 'two', state: 'timedout', seconds: 60, message: 'A suite timeout occurred' },
    { name: 'three', state: 'interrupted', seconds: 1, message: '' },
    { name: 'four', state: 'panicked', seconds: 1, message: 'oh' },
    { name: 'five', state: 'skipped', seconds: 0, message: 'Requires at least 2 nodes (not 1)' },
  ];
  const outcomes = outcomesOf(JSON.stringify(report), { kind: 'cluster', at });
  expect([...outcomes].map(([name, { state }]) => `${name} ${state}`)).toEqual([
    'one passed',
    'four failed',
    'five skipped',
  ]);
  expect(outcomes.get('one')).toMatchObject({ seconds: 1.2, kind: 'cluster', at: at.toISOString() });
});

test('a focus matches the spec that it names and none that only begins like it', () => {
  const name = '[sig-node] Pods should (v1.0) run [NodeConformance] [Conformance]';
  const focus = new RegExp(focusOn([name]));
  expect(focus.test(`Kubernetes e2e suite ${name}`)).toBe(true);
  expect(focus.test(`Kubernetes e2e suite ${name} more`)).toBe(false);
  expect(focus.test('Kubernetes e2e suite [sig-node] Pods should v1x0 run')).toBe(false);
});
