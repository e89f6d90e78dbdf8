/** The JSON reports of Vitest and Playwright: how many passed, and which failed for what. */

export interface Failure {
  /** File and the names down to the test. */
  readonly title: string;
  readonly message: string;
}

export interface SuiteReport {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

export interface VitestJson {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

export function vitestReport(json: VitestJson): SuiteReport {
  const failures = json.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = name.replace(`${process.cwd()}/`, '');
    const failed = assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName, failureMessages }) => ({
        title: `${file} > ${fullName}`,
        message: (failureMessages ?? []).join('\n'),
      }));
    // A file that did not load, or whose set-up failed, holds tests that never ran.
    if (failed.length === 0 && status === 'failed') return [{ title: file, message: message ?? '' }];
    return failed;
  });
  return { passed: json.numPassedTests, skipped: json.numPendingTests, failures };
}

interface PlaywrightSuite {
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly line: number;
    readonly tests: readonly {
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
      readonly results: readonly { readonly errors: readonly { readonly message?: string }[] }[];
    }[];
  }[];
  readonly suites?: readonly PlaywrightSuite[];
}

export interface PlaywrightJson {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors: readonly { readonly message?: string }[];
  readonly stats: { readonly expected: number; readonly skipped: number };
}

export function playwrightReport({ suites, errors, stats }: PlaywrightJson): SuiteReport {
  const outside = errors.map(({ message }) => ({ title: 'outside of any test', message: message ?? '' }));
  return {
    passed: stats.expected,
    skipped: stats.skipped,
    failures: [...outside, ...suites.flatMap(failuresIn)],
  };
}

function failuresIn({ specs = [], suites = [] }: PlaywrightSuite): Failure[] {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => ({
        title: `e2e/${file}:${line} > ${title}`,
        message: results.flatMap((result) => result.errors.map(({ message }) => message ?? '')).join('\n'),
      })),
  );
  return [...own, ...suites.flatMap(failuresIn)];
}
