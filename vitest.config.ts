import { defineConfig } from 'vitest/config';

/**
 * Limits are there to end what hangs, not to judge how fast this machine is today: it may be compiling beside the tests.
 * Where time itself is the promise, the test says so and measures.
 */
const PATIENT = {
  testTimeout: 120_000,
  hookTimeout: 240_000,
  expect: { poll: { timeout: 60_000 } },
};

/** Two projects: `unit` needs nothing but Node, `engine` needs the lab engine that scripts/test.ts brings up. */
export default defineConfig({
  test: {
    teardownTimeout: 120_000,
    projects: [
      {
        test: {
          ...PATIENT,
          name: 'unit',
          include: ['{lab-runner,lib,components,app,scripts}/**/*.test.ts'],
          exclude: ['**/*.engine.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          ...PATIENT,
          name: 'engine',
          include: ['{lab-runner,lib,scripts}/**/*.engine.test.ts'],
          fileParallelism: false,
        },
      },
    ],
  },
});
