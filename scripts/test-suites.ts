/** One run of each test tool, with what it counted and what failed, read from its JSON report. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../lab-runner/free-port.ts';
import { type Heard, plain, runAndListen } from './run-and-listen.ts';
import { type Failure, playwrightReport, type SuiteReport, vitestReport } from './test-reports.ts';

export interface SuiteRun extends SuiteReport {
  readonly name: string;
}

export async function runVitest(project: string, reportFolder: string): Promise<SuiteRun> {
  const report = join(reportFolder, `vitest-${project}.json`);
  rmSync(report, { force: true });
  const heard = await runAndListen('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  return judged(project, heard, () => vitestReport(JSON.parse(readFileSync(report, 'utf8'))));
}

/** Traces of what failed are under `reportFolder`, one folder a test. */
export async function runPlaywright(reportFolder: string): Promise<SuiteRun> {
  const report = join(reportFolder, 'playwright.json');
  rmSync(report, { force: true });
  const heard = await runAndListen(
    'playwright',
    ['test', '--reporter=list,json', `--output=${join(reportFolder, 'browser')}`],
    {
      ...process.env,
      E2E_PORT: process.env.E2E_PORT ?? String(await freePort()),
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    },
  );
  return judged('Chromium', heard, () => playwrightReport(JSON.parse(readFileSync(report, 'utf8'))));
}

/** A tool that failed without counting a failure still counts as one, and its last words are the reason. */
function judged(name: string, { code, lastLines }: Heard, read: () => SuiteReport): SuiteRun {
  const report = readOr(read);
  const silent = report.failures.length === 0 && (code !== 0 || report.passed === 0);
  const words = lastLines.filter((line) => line.trim() !== '').slice(-40);
  if (silent) {
    const title = `${name} ended with ${code}; its last words`;
    return { name, ...report, failures: [{ title, message: words.join('\n') }] };
  }
  // The report does not say why a set-up failed; what was printed does.
  const told = ({ title, message }: Failure) => shortened({ title, message: message || words.join('\n') });
  return { name, ...report, failures: report.failures.map(told) };
}

function readOr(read: () => SuiteReport): SuiteReport {
  try {
    return read();
  } catch {
    return { passed: 0, skipped: 0, failures: [] };
  }
}

const LINES = 40;

function shortened({ title, message }: Failure): Failure {
  const lines = plain(message)
    .split('\n')
    .filter((line) => !/^\s+at .*node_modules/.test(line));
  return { title, message: lines.slice(0, LINES).join('\n') };
}
