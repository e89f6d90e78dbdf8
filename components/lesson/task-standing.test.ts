import { describe, expect, it } from 'vitest';
import type { TaskState } from '../../lib/lab-api/lab.ts';
import { isCurrent, taskStanding, wordsFor } from './task-standing.ts';

function task(id: string, about: Partial<TaskState> = {}): TaskState {
  return { id, running: false, verdict: null, checkedAt: null, receipt: null, ...about };
}

const PASS = { verdict: { verdict: 'pass' } } as const;

describe('how a task stands', () => {
  it('is open before its first check, and held before when it passed in an earlier lab', () => {
    expect(taskStanding(undefined, false)).toBe('open');
    expect(taskStanding(task('run'), true)).toBe('held');
  });

  it('believes the lab of now more than the past', () => {
    expect(taskStanding(task('run', { verdict: { verdict: 'not_yet', reason: 'No.' } }), true)).toBe(
      'not_yet',
    );
  });

  it('is being checked while the check runs, whatever was said before', () => {
    expect(taskStanding(task('run', { ...PASS, running: true }), false)).toBe('checking');
  });

  it('has a word for every standing, and the place of the task until one is known', () => {
    const place = { number: 2, total: 4 };
    expect(wordsFor('open', place)).toBe('Task 2 of 4');
    expect(wordsFor('open', { number: 1, total: 1 })).toBe('Task');
    expect(wordsFor('broken', place)).toBe('The check failed, not you');
  });
});

describe('the task that the learner is at', () => {
  const tasks = ['run', 'stop', 'remove'];

  it('is the first that does not hold, so that there is one accent', () => {
    const lab = { tasks: [task('run', PASS), task('stop'), task('remove')] };
    expect(tasks.filter((id) => isCurrent(id, tasks, lab))).toEqual(['stop']);
  });

  it('is none when all hold', () => {
    const lab = { tasks: tasks.map((id) => task(id, PASS)) };
    expect(tasks.filter((id) => isCurrent(id, tasks, lab))).toEqual([]);
  });
});
