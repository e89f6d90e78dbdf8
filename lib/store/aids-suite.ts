import { expect, it } from 'vitest';
import type { Store } from './open-store.ts';

const MONDAY = new Date('2026-11-23T09:00:00.000Z');

/** What every database must do with hints and notes; `open` gives an empty one each time. */
export function hintsAndNotes(open: () => Promise<Store>): void {
  it('counts a hint once, however often it is opened', async () => {
    const { progress } = await open();
    const hint = { learner: 'solo', lesson: 'build', task: 'small', hint: 1, at: MONDAY };
    await progress.recordVisit({ learner: 'solo', lesson: 'build', at: MONDAY });
    for (const each of [hint, hint, { ...hint, hint: 2 }, { ...hint, task: 'quick' }])
      await progress.recordHint(each);
    await progress.recordHint({ ...hint, learner: 'ada' });
    expect((await progress.progressOf('solo')).lessons.build?.hintsOpened).toBe(3);
  });

  it('keeps a note with its versions, and gives the one that is there to whoever changed an older one', async () => {
    const { notes } = await open();
    expect(await notes.noteOf('solo', 'build')).toEqual({ text: '', version: 0 });
    const change = { learner: 'solo', lesson: 'build', at: MONDAY };
    const first = await notes.keepNote({ ...change, text: 'one', expected: 0 });
    expect(first).toEqual({ isKept: true, note: { text: 'one', version: 1 } });
    const other = await notes.keepNote({ ...change, text: 'from another window', expected: 0 });
    expect(other).toEqual({ isKept: false, note: { text: 'one', version: 1 } });
    expect(await notes.keepNote({ ...change, text: 'two', expected: 1 })).toMatchObject({ isKept: true });
    expect(await notes.keepNote({ ...change, text: 'late', expected: 1 })).toMatchObject({ isKept: false });
    expect(await notes.noteOf('solo', 'build')).toEqual({ text: 'two', version: 2 });
    expect(await notes.noteOf('ada', 'build')).toEqual({ text: '', version: 0 });
  });

  it('keeps one of many changes that were made of the same version', async () => {
    const { notes } = await open();
    const kept = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        notes.keepNote({
          learner: 'solo',
          lesson: 'build',
          text: `window ${index}`,
          expected: 0,
          at: MONDAY,
        }),
      ),
    );
    expect(kept.filter(({ isKept }) => isKept)).toHaveLength(1);
  });
}
