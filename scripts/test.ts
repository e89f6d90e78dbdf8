/** npm test: installs what the tests need, runs them all, ends with what really ran. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDebianPackages } from './debian-packages.ts';
import { exitWith, explain } from './exit-with.ts';
import { prepareEngine } from './prepare-engine.ts';
import { readSettings } from './settings.ts';
import { step } from './steps.ts';
import { type Counts, runPlaywright, runVitest } from './test-suites.ts';
import { ensureWebBuild } from './web-build.ts';

const PACKAGES = [
  { name: 'chromium', provides: '/usr/bin/chromium', reason: 'the browser tests' },
  {
    name: 'postgresql',
    provides: '/usr/lib/postgresql/15/bin/postgres',
    reason: 'the tests of the database on PostgreSQL',
  },
];

async function main(): Promise<number> {
  const settings = readSettings();
  const reports = join(settings.root, 'test-results');
  mkdirSync(reports, { recursive: true });
  await step('packages for the tests', (log) => ensureDebianPackages(PACKAGES, log));
  await prepareEngine();
  const suites: Counts[] = [];
  suites.push(await runVitest('unit', reports));
  suites.push(await runVitest('engine', reports));
  await step('pages', (log) => ensureWebBuild(settings, log));
  suites.push(await runPlaywright(reports));
  const sum = (key: keyof Counts) => suites.reduce((total, counts) => total + counts[key], 0);
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
}

/** A set-up that fails is a failed run: the last line says so too. */
async function counted(): Promise<number> {
  try {
    return await main();
  } catch (error) {
    process.stderr.write(`\ndrydock: ${explain(error)}\n`);
    process.stdout.write('\n0 passed, 1 failed\n');
    return 1;
  }
}

exitWith(counted());
