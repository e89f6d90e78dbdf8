import { describe, expect, it } from 'vitest';
import { lessonState, moduleProgress, nextLesson, type ProgressMap, tasksHeld } from './progress-map.ts';

const containers = { slug: 'containers', tasks: ['run', 'stop'], minutes: 20 };
const images = { slug: 'images', tasks: ['pull'], minutes: 15 };
const verdict = { slug: 'verdict', tasks: [], minutes: 5 };
const goals = [containers, images, verdict];

function seen(lastSeenAt: string, passed: string[] = []) {
  return { startedAt: '2026-11-01T00:00:00.000Z', lastSeenAt, passed, hintsOpened: 0 };
}

function progressOf(lessons: ProgressMap['lessons']): ProgressMap {
  return { lessons };
}

describe('the state of a lesson', () => {
  it('is new until it was opened', () => {
    expect(lessonState(containers, null)).toBe('new');
    expect(lessonState(containers, progressOf({}))).toBe('new');
  });

  it('is begun while a task does not hold, and done when all do', () => {
    expect(lessonState(containers, progressOf({ containers: seen('2', ['run']) }))).toBe('started');
    expect(lessonState(containers, progressOf({ containers: seen('2', ['run', 'stop']) }))).toBe('done');
  });

  it('does not count passes of tasks that the lesson no longer has', () => {
    const progress = progressOf({ containers: seen('2', ['run', 'gone', 'older']) });
    expect(tasksHeld(containers, progress)).toBe(1);
    expect(lessonState(containers, progress)).toBe('started');
  });

  it('is done for a lesson without tasks once it was opened', () => {
    expect(lessonState(verdict, progressOf({ verdict: seen('2') }))).toBe('done');
  });
});

describe('how far a module is', () => {
  it('says how long it takes while nothing was begun', () => {
    expect(moduleProgress(goals, null)).toBe('40 min');
  });

  it('says what is done and what is left', () => {
    const progress = progressOf({ images: seen('2', ['pull']) });
    expect(moduleProgress(goals, progress)).toBe('1 of 3, 25 min left');
  });

  it('says nothing of minutes when all is done', () => {
    expect(moduleProgress([images], progressOf({ images: seen('2', ['pull']) }))).toBe('1 of 1');
  });
});

describe('the lesson to go on with', () => {
  it('is the first for a newcomer', () => {
    expect(nextLesson(goals, null)).toBe(containers);
  });

  it('is the open one that was seen last, also when an earlier one is open', () => {
    const progress = progressOf({ containers: seen('2026-11-02'), images: seen('2026-11-03') });
    expect(nextLesson(goals, progress)).toBe(images);
  });

  it('is the next open one after the last that was seen, when that one is done', () => {
    const progress = progressOf({ images: seen('2026-11-03', ['pull']) });
    expect(nextLesson(goals, progress)).toBe(verdict);
  });

  it('goes back to what was left out when nothing follows', () => {
    const progress = progressOf({ verdict: seen('2026-11-03'), images: seen('2026-11-02', ['pull']) });
    expect(nextLesson(goals, progress)).toBe(containers);
  });

  it('is none when everything is done', () => {
    expect(nextLesson([images], progressOf({ images: seen('2', ['pull']) }))).toBeNull();
  });
});
