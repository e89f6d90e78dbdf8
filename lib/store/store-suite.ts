import { afterEach, describe, expect, it } from 'vitest';
import { hintsAndNotes } from './aids-suite.ts';
import { openStore, type Store, type StorePlace } from './open-store.ts';

const MONDAY = new Date('2026-11-23T09:00:00.000Z');
const TUESDAY = new Date('2026-11-24T09:00:00.000Z');

/** What every database must do. `freshPlace` gives an empty one each time. */
export function describeStore(
  name: string,
  freshPlace: () => Promise<Pick<StorePlace, 'dataFolder' | 'databaseUrl'>>,
): void {
  describe(`the store on ${name}`, () => {
    const opened: Store[] = [];
    afterEach(async () => {
      for (const store of opened.splice(0)) await store[Symbol.asyncDispose]();
    });

    async function open(place: Pick<StorePlace, 'dataFolder' | 'databaseUrl'>): Promise<Store> {
      const store = await openStore({ ...place, onLostConnection: () => {} });
      opened.push(store);
      return store;
    }

    it('knows nothing of a learner who has done nothing', async () => {
      const { progress } = await open(await freshPlace());
      expect(await progress.progressOf('solo')).toEqual({ lessons: {} });
    });

    it('keeps the first visit as the start and the last as last seen', async () => {
      const { progress } = await open(await freshPlace());
      await progress.recordVisit({ learner: 'solo', lesson: 'build', at: MONDAY });
      await progress.recordVisit({ learner: 'solo', lesson: 'build', at: TUESDAY });
      expect((await progress.progressOf('solo')).lessons.build).toEqual({
        startedAt: MONDAY.toISOString(),
        lastSeenAt: TUESDAY.toISOString(),
        passed: [],
        hintsOpened: 0,
      });
    });

    it('takes the same pass any number of times and keeps it once', async () => {
      const { progress } = await open(await freshPlace());
      const pass = { learner: 'solo', lesson: 'build', task: 'small', passedAt: MONDAY };
      await progress.recordPasses([pass, pass]);
      await progress.recordPasses([{ ...pass, passedAt: TUESDAY }]);
      expect((await progress.progressOf('solo')).lessons.build).toEqual({
        startedAt: MONDAY.toISOString(),
        lastSeenAt: MONDAY.toISOString(),
        passed: ['small'],
        hintsOpened: 0,
      });
    });

    it('does not move a visit when an old receipt arrives late', async () => {
      const { progress } = await open(await freshPlace());
      await progress.recordVisit({ learner: 'solo', lesson: 'build', at: TUESDAY });
      await progress.recordPasses([{ learner: 'solo', lesson: 'build', task: 'small', passedAt: MONDAY }]);
      expect((await progress.progressOf('solo')).lessons.build?.lastSeenAt).toBe(TUESDAY.toISOString());
    });

    hintsAndNotes(async () => open(await freshPlace()));

    it('keeps learners apart', async () => {
      const { progress } = await open(await freshPlace());
      await progress.recordPasses([{ learner: 'ada', lesson: 'build', task: 'small', passedAt: MONDAY }]);
      expect(await progress.progressOf('grace')).toEqual({ lessons: {} });
    });

    it('takes 200 passes at once without losing one', async () => {
      const { progress } = await open(await freshPlace());
      const tasks = Array.from({ length: 200 }, (_, index) => `task-${index}`);
      await Promise.all(
        tasks.map((task) =>
          progress.recordPasses([{ learner: 'solo', lesson: 'build', task, passedAt: MONDAY }]),
        ),
      );
      expect(new Set((await progress.progressOf('solo')).lessons.build?.passed)).toEqual(new Set(tasks));
    });

    it('finds everything again after it was closed and opened', async () => {
      const place = await freshPlace();
      const first = await open(place);
      await first.progress.recordPasses([
        { learner: 'solo', lesson: 'build', task: 'small', passedAt: MONDAY },
      ]);
      await opened.pop()?.[Symbol.asyncDispose]();
      const second = await open(place);
      expect((await second.progress.progressOf('solo')).lessons.build?.passed).toEqual(['small']);
    });
  });
}
