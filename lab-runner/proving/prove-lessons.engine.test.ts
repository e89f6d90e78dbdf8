import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureFolder } from '../../lib/lesson/fixture-folder.ts';
import { loadCourse } from '../../lib/lesson/load-course.ts';
import { systemClock } from '../clock.ts';
import { type EngineRig, labEngine, openEngineRig, rigSpec } from '../drivers/docker/engine-rig.ts';
import type { Driver } from '../drivers/driver.ts';
import { HULL_LESSON } from './hull-lesson.ts';
import { proveLessons } from './prove-lessons.ts';

let rig: EngineRig;
let driver: Driver;
beforeAll(async () => {
  rig = openEngineRig(await labEngine());
  driver = await rig.open();
});
afterAll(async () => {
  await driver?.close();
  await rig?.[Symbol.asyncDispose]();
});

/** Titles of what could not be proven. */
async function problemsOf(changes: Record<string, string>) {
  await using content = await fixtureFolder({ ...HULL_LESSON, ...changes });
  const { limits: each } = rigSpec;
  const findings = await proveLessons(
    {
      driver,
      clock: systemClock,
      limits: { docker: each, cluster: each, 'cluster-3': each },
      signal: new AbortController().signal,
    },
    {
      contentFolder: content.path,
      course: await loadCourse(content.path),
      slugs: ['hull'],
      atOnce: 2,
      told: () => {},
    },
  );
  expect(findings.length).toBeGreaterThan(10);
  return findings.flatMap(({ title, problem }) => (problem === null ? [] : [`${title}: ${problem}`]));
}

test('a good lesson is proven in real sandboxes, and none is left', async () => {
  expect(await problemsOf({})).toEqual([]);
  expect(await rig.leftovers()).toEqual([]);
});

test('a learner who replaces what a check asks with does not pass it', async () => {
  const replaced = `#!/bin/bash
printf '#!/bin/sh\\nexit 0\\n' | sudo tee /usr/local/bin/test /usr/local/bin/bash >/dev/null
sudo chmod +x /usr/local/bin/test /usr/local/bin/bash
echo 'not_yet() { exit 0; }' >> ~/.bashrc
`;
  expect(await problemsOf({ 'first/hull/wrong/idle/solve.sh': replaced })).toEqual([]);
});
