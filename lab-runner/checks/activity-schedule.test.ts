import { expect, test } from 'vitest';
import { ManualClock } from '../testing/manual-clock.ts';
import { ActivitySchedule } from './activity-schedule.ts';

function schedule(changes: (run: number) => boolean) {
  const clock = new ManualClock();
  const runs: number[] = [];
  const began = clock.now().getTime();
  const run = async () => {
    runs.push(clock.now().getTime() - began);
    return changes(runs.length);
  };
  return { clock, runs, it: new ActivitySchedule({ clock, run }) };
}

test('a burst of events is one run, after its end', async () => {
  const { clock, runs, it } = schedule(() => false);
  for (let event = 0; event < 10; event += 1) {
    it.activity();
    await clock.advance(100);
  }
  await clock.advance(5000);
  expect(runs).toEqual([1600]);
});

test('a burst without an end is checked all the same', async () => {
  const { clock, runs, it } = schedule(() => true);
  for (let event = 0; event < 40; event += 1) {
    it.activity();
    await clock.advance(100);
  }
  expect(runs[0]).toBe(3000);
});

test('while what goes on changes nothing, the pause grows to 30 seconds', async () => {
  const { clock, runs, it } = schedule(() => false);
  for (let event = 0; event < 1200; event += 1) {
    it.activity();
    await clock.advance(100);
  }
  const pauses = runs.slice(1).map((at, index) => Math.round((at - (runs[index] ?? 0)) / 1000));
  expect(pauses.slice(0, 6)).toEqual([3, 4, 8, 16, 30, 30]);
});

test('a verdict that changes ends the pause', async () => {
  const { clock, runs, it } = schedule((run) => run === 4);
  for (let event = 0; event < 300; event += 1) {
    it.activity();
    await clock.advance(100);
  }
  const pauses = runs.slice(1).map((at, index) => Math.round((at - (runs[index] ?? 0)) / 1000));
  expect(pauses.slice(0, 5)).toEqual([3, 4, 8, 3, 3]);
});

test('whoever works at a human pace never waits longer than the first pause', async () => {
  const { clock, runs, it } = schedule(() => false);
  for (let save = 0; save < 10; save += 1) {
    it.activity();
    await clock.advance(10_000);
  }
  expect(runs).toEqual(Array.from({ length: 10 }, (_, index) => index * 10_000 + 700));
});

test('what happens during a run is checked by one more run', async () => {
  const clock = new ManualClock();
  let runs = 0;
  const it: ActivitySchedule = new ActivitySchedule({
    clock,
    run: async () => {
      runs += 1;
      if (runs === 1) for (let event = 0; event < 5; event += 1) it.activity();
      return false;
    },
  });
  it.activity();
  await clock.advance(60_000);
  expect(runs).toBe(2);
});

test('after stop nothing runs any more', async () => {
  const { clock, runs, it } = schedule(() => false);
  it.activity();
  it.stop();
  it.activity();
  await clock.advance(60_000);
  expect(runs).toEqual([]);
});
