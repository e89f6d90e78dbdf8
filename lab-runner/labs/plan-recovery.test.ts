import { expect, test } from 'vitest';
import type { SandboxSummary } from '../drivers/driver.ts';
import type { LabRecord } from './lab-record.ts';
import { planRecovery } from './plan-recovery.ts';

const record = (phase: LabRecord['phase'], rest: Partial<LabRecord> = {}): LabRecord => ({
  role: 'lab',
  phase,
  learner: 'ada',
  lesson: 'build',
  folder: '/home/learner/build',
  startedAt: '2026-01-01T09:00:00.000Z',
  expiresAt: '2026-01-01T10:00:00.000Z',
  ...rest,
});

function found(id: string, annotations: object, createdAt = 0): SandboxSummary {
  const notes = annotations as Record<string, string>;
  return { id, kind: 'docker', state: 'running', createdAt: new Date(createdAt), annotations: notes };
}

const STAMPS = { docker: 'today', cluster: 'baked', 'cluster-3': 'baked' };

/** Ids alone, to compare. */
function plan(...all: SandboxSummary[]) {
  const { adopt, resetAgain, startAgain, warm, destroy } = planRecovery(all, STAMPS);
  return {
    adopt: adopt.map(({ sandbox }) => sandbox.id),
    resetAgain: resetAgain.map(({ sandbox }) => sandbox.id),
    startAgain: startAgain.map(({ lesson }) => lesson),
    warm: warm.map(({ id }) => id),
    destroy,
  };
}
const nothing = { adopt: [], resetAgain: [], startAgain: [], warm: [], destroy: [] };

test('a ready lab is taken over', () => {
  expect(plan(found('a', record('ready')))).toEqual({ ...nothing, adopt: ['a'] });
});

test('a half-made sandbox, and one with notes of somebody else, is destroyed', () => {
  expect(plan(found('a', {}), found('b', { role: 'guest' }))).toEqual({ ...nothing, destroy: ['a', 'b'] });
});

test('a half-done start is done anew, and what it had made is destroyed', () => {
  expect(plan(found('a', record('starting')))).toEqual({ ...nothing, startAgain: ['build'], destroy: ['a'] });
});

test('a lab that was ending is destroyed', () => {
  expect(plan(found('a', record('ending')))).toEqual({ ...nothing, destroy: ['a'] });
});

test('a reset whose new sandbox was not ready is done anew, from the old one', () => {
  const old = found('old', record('resetting'));
  const fresh = found('new', record('starting', { replaces: 'old' }), 5);
  expect(plan(old, fresh)).toEqual({ ...nothing, resetAgain: ['old'], destroy: ['new'] });
});

test('a reset whose new sandbox was ready is finished, by destroying the old one', () => {
  const old = found('old', record('resetting'));
  const fresh = found('new', record('ready', { replaces: 'old' }), 5);
  expect(plan(old, fresh)).toEqual({ ...nothing, adopt: ['new'], destroy: ['old'] });
});

test('a reset that had failed leaves the old lab and nothing of the new one', () => {
  const old = found('old', record('ready'));
  const fresh = found('new', record('starting', { replaces: 'old' }), 5);
  expect(plan(old, fresh)).toEqual({ ...nothing, adopt: ['old'], destroy: ['new'] });
});

test('a lab that was ended in the middle of its reset is not brought back', () => {
  const old = found('old', record('ending'));
  const fresh = found('new', record('starting', { replaces: 'old' }), 5);
  expect(plan(old, fresh)).toEqual({ ...nothing, destroy: ['old', 'new'] });
});

test('a warm sandbox is kept when it was finished and made from what we make them from today', () => {
  const warm = (phase: string, stamp: string) => ({ role: 'pool', phase, stamp });
  const all = [
    found('a', warm('idle', 'today')),
    found('b', warm('making', 'today')),
    found('c', warm('idle', 'old')),
  ];
  expect(plan(...all)).toEqual({ ...nothing, warm: ['a'], destroy: ['b', 'c'] });
});

test('labs of others are none of each other', () => {
  const bob = record('starting', { learner: 'bob' });
  expect(plan(found('a', record('ready')), found('b', bob))).toMatchObject({
    adopt: ['a'],
    startAgain: ['build'],
  });
});
