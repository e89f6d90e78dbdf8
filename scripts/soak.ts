/**
 * npm run soak: many labs at once, through the routes that browsers use. Bounded in time, and ends what it started.
 *   npm run soak -- --rush --kind docker --labs 40 --pool 0      forty learners press Start at the same moment
 *   npm run soak -- --idle --kind docker --labs 300 --minutes 9  labs that nobody looks at, and what they cost
 *   npm run soak -- --lives --kind cluster --labs 30 --alive 4 --minutes 30 --seed 1
 *                                                                 whole lives of labs under a runner that is killed
 */
import { parseArgs } from 'node:util';
import { exitWith } from './exit-with.ts';
import { prepareEngine } from './prepare-engine.ts';
import { idle } from './soak/idle.ts';
import { lives } from './soak/lives.ts';
import { rush } from './soak/rush.ts';
import { readSoakOptions, type SoakMode } from './soak/soak-mode.ts';

/** Each is a flag of its own. */
const MODES: Readonly<Record<string, SoakMode>> = { rush, idle, lives };

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...Object.fromEntries(Object.keys(MODES).map((name) => [name, { type: 'boolean' as const }])),
      kind: { type: 'string' },
      labs: { type: 'string' },
      pool: { type: 'string' },
      minutes: { type: 'string' },
      alive: { type: 'string' },
      seed: { type: 'string' },
    },
  });
  const given: Readonly<Record<string, string | boolean | undefined>> = values;
  const names = Object.keys(MODES).filter((name) => given[name]);
  const mode = MODES[names[0] ?? ''];
  if (!mode || names.length > 1) {
    throw new Error(
      `Say what is to be tried: one of ${Object.keys(MODES)
        .map((name) => `--${name}`)
        .join(', ')}`,
    );
  }
  const options = readSoakOptions(given);
  const engine = await prepareEngine();
  const rows = await mode(options, engine);
  process.stdout.write(`\n${rows.map(([what, measured]) => `| ${what} | ${measured} |`).join('\n')}\n`);
  return rows.some(([, , failed]) => failed) ? 1 : 0;
}

exitWith(main());
