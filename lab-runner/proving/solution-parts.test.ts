import { expect, test } from 'vitest';
import { partProblems, solutionParts } from './solution-parts.ts';

const SOLVE = `#!/bin/bash
set -eu
wait_for() { sleep 1; }

# task: keel
lay keel
wait_for keel

# task: mast
step mast
`;

test('each part has what stands before the first mark, and its own lines', () => {
  const [keel, mast] = solutionParts(SOLVE, ['keel', 'mast']);
  expect(keel?.task).toBe('keel');
  expect(keel?.script).toContain('set -eu');
  expect(keel?.script).toContain('lay keel\nwait_for keel');
  expect(keel?.script).not.toContain('step mast');
  expect(mast?.script).toContain('wait_for() { sleep 1; }');
  expect(mast?.script).not.toContain('lay keel');
});

test('a script without marks belongs to the last task', () => {
  expect(solutionParts('touch all', ['keel', 'mast'])).toEqual([{ task: 'mast', script: 'touch all' }]);
});

test('marks that name no task, stand twice or out of order are told', () => {
  const marks = (...tasks: string[]) => tasks.map((task) => ({ task, script: '' }));
  expect(partProblems(marks('keel', 'mast'), ['keel', 'mast'])).toEqual([]);
  expect(partProblems(marks('keel', 'oar'), ['keel', 'mast'])).toEqual([
    '"# task: oar" names no task of lab.yaml',
  ]);
  expect(partProblems(marks('keel', 'keel'), ['keel', 'mast'])).toEqual(['"# task: keel" stands twice']);
  expect(partProblems(marks('mast', 'keel'), ['keel', 'mast'])).toEqual([
    'the parts do not stand in the order of lab.yaml',
  ]);
});
