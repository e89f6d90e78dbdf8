import { prepareEngine } from '../prepare-engine.ts';
import { idle } from '../soak/idle.ts';
import { readSoakOptions } from '../soak/soak-mode.ts';
import type { Part } from './part.ts';

/** More than there is memory for, so that the end of it is seen. */
const LABS = 80;
const MINUTES = 25;

export const held: Part = {
  title: 'Clusters that nobody looks at',
  async measure(bench) {
    const options = readSoakOptions({ kind: 'cluster', labs: LABS, minutes: MINUTES });
    for (const [what, measured] of await idle(options, await prepareEngine())) bench.add(what, measured, '');
  },
};
