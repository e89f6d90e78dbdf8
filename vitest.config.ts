import { defineConfig } from 'vitest/config';

/** Two projects: `unit` needs nothing but Node, `engine` needs the lab engine that scripts/test.ts brings up. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{lab-runner,lib,components,app,scripts}/**/*.test.ts'],
          exclude: ['**/*.engine.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'engine',
          include: ['{lab-runner,lib,scripts}/**/*.engine.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
