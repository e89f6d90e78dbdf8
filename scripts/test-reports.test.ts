import { expect, test } from 'vitest';
import { playwrightReport, vitestReport } from './test-reports.ts';

test('failed tests of Vitest are named with their file and their reason', () => {
  const report = vitestReport({
    numPassedTests: 2,
    numPendingTests: 1,
    testResults: [
      {
        name: `${process.cwd()}/lab-runner/labs.test.ts`,
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'a lab starts' },
          { status: 'failed', fullName: 'a lab ends', failureMessages: ['AssertionError: it did not'] },
        ],
      },
    ],
  });
  expect(report).toEqual({
    passed: 2,
    skipped: 1,
    failures: [{ title: 'lab-runner/labs.test.ts > a lab ends', message: 'AssertionError: it did not' }],
  });
});

test('a file of tests that did not even load is a failure', () => {
  const broken = {
    name: '/elsewhere/broken.test.ts',
    status: 'failed',
    message: 'SyntaxError',
    assertionResults: [],
  };
  expect(vitestReport({ numPassedTests: 0, numPendingTests: 0, testResults: [broken] }).failures).toEqual([
    { title: '/elsewhere/broken.test.ts', message: 'SyntaxError' },
  ]);
});

test('failed tests of Playwright are found at any depth, and so is a set-up that failed', () => {
  const spec = (status: 'expected' | 'unexpected') => ({
    title: `a test that is ${status}`,
    file: 'editor.spec.ts',
    line: 7,
    tests: [{ status, results: [{ errors: status === 'expected' ? [] : [{ message: 'not visible' }] }] }],
  });
  const report = playwrightReport({
    suites: [{ specs: [spec('expected')], suites: [{ specs: [spec('unexpected')] }] }],
    errors: [{ message: 'npm start ended with 1' }],
    stats: { expected: 1, skipped: 0 },
  });
  expect(report.passed).toBe(1);
  expect(report.failures).toEqual([
    { title: 'outside of any test', message: 'npm start ended with 1' },
    { title: 'e2e/editor.spec.ts:7 > a test that is unexpected', message: 'not visible' },
  ]);
});
