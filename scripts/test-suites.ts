/** One run of each test tool, with what it counted read from its JSON report. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export async function runVitest(project: string, reportFolder: string): Promise<Counts> {
  const report = join(reportFolder, `vitest-${project}.json`);
  rmSync(report, { force: true });
  const code = await runCommand('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  return counted(
    report,
    code,
    (json: {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
      numFailedTestSuites: number;
    }) => ({
      passed: json.numPassedTests,
      // A suite that did not even load holds tests that never ran.
      failed: json.numFailedTests > 0 ? json.numFailedTests : json.numFailedTestSuites,
      skipped: json.numPendingTests,
    }),
  );
}

export async function runPlaywright(reportFolder: string): Promise<Counts> {
  const report = join(reportFolder, 'playwright.json');
  rmSync(report, { force: true });
  const code = await runCommand('playwright', ['test', '--reporter=list,json'], {
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  return counted(
    report,
    code,
    (json: { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }) => ({
      passed: json.stats.expected,
      failed: json.stats.unexpected + json.stats.flaky,
      skipped: json.stats.skipped,
    }),
  );
}

/** A tool that failed without counting a failure still counts as one. */
function counted<T>(report: string, code: number, read: (json: T) => Counts): Counts {
  try {
    const counts = read(JSON.parse(readFileSync(report, 'utf8')));
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
