/** npm test: installs what the tests need, runs them all, ends with what really ran and what failed. */
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { postgresPrograms } from '../lib/store/postgres-programs.ts';
import { ensureDebianPackages } from './debian-packages.ts';
import { exitWith, explain } from './exit-with.ts';
import { prepareEngine } from './prepare-engine.ts';
import { prepareKubernetesLabs } from './prepare-kubernetes-labs.ts';
import { readSettings } from './settings.ts';
import { step } from './steps.ts';
import { sweepTests } from './sweep-tests.ts';
import { runPlaywright, runVitest, type SuiteRun } from './test-suites.ts';
import { ensureWebBuild } from './web-build.ts';

const PACKAGES = [
  { name: 'chromium', provides: '/usr/bin/chromium', reason: 'the browser tests' },
  {
    name: 'postgresql',
    provides: () => postgresPrograms() !== undefined,
    reason: 'the tests of the database on PostgreSQL',
  },
];

const settings = readSettings();
const reports = join(settings.root, 'test-results');

async function main(): Promise<readonly SuiteRun[]> {
  mkdirSync(reports, { recursive: true });
  await step('packages for the tests', (log) => ensureDebianPackages(PACKAGES, log));
  const engine = await prepareEngine();
  await prepareKubernetesLabs(engine);
  await step('leftovers of tests that were killed', (log) => sweepTests(engine, log));
  const suites = [await runVitest('unit', reports), await runVitest('engine', reports)];
  await step('pages', (log) => ensureWebBuild(settings, log));
  return [...suites, await runPlaywright(reports)];
}

/** A set-up that fails is a failed run: the last line says so too. */
async function counted(): Promise<number> {
  const suites = await main().catch((error: unknown): readonly SuiteRun[] => [
    { name: 'set-up', passed: 0, skipped: 0, failures: [{ title: 'set-up', message: explain(error) }] },
  ]);
  const failures = suites.flatMap((suite) => suite.failures);
  for (const [index, { title, message }] of failures.entries()) {
    process.stdout.write(`\n${index + 1}. FAILED ${title}\n${message.replaceAll(/^/gm, '   ')}\n`);
  }
  if (failures.length > 0) {
    process.stdout.write(`\nReports and browser traces: ${relative(process.cwd(), reports)}\n`);
    for (const [index, { title }] of failures.entries())
      process.stdout.write(`${index + 1}. FAILED ${title}\n`);
  }
  const sum = (key: 'passed' | 'skipped') => suites.reduce((total, suite) => total + suite[key], 0);
  const parts = suites.map(
    ({ name, passed, failures }) => `${name} ${passed} of ${passed + failures.length}`,
  );
  process.stdout.write(`\n${parts.join(', ')}\n`);
  process.stdout.write(`${sum('passed')} passed, ${failures.length} failed, ${sum('skipped')} skipped\n`);
  return failures.length === 0 && sum('passed') > 0 ? 0 : 1;
}

exitWith(counted());
