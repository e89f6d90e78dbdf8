import { defineConfig } from '@playwright/test';

/** The stack itself is started by e2e/stack.ts, on the real engine, with a data folder of its own. */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/stack.ts',
  workers: 1,
  // Limits end what hangs: the machine may be busy.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    baseURL: `http://127.0.0.1:${process.env.E2E_PORT ?? 3107}`,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
