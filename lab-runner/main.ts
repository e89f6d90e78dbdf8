/** The lab runner as a process: reads its settings, finds the labs that there are, serves, and ends without ending labs. */
import { join } from 'node:path';
import { signReceipt } from '../lib/lab-api/ticket.ts';
import { systemClock } from './clock.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { LabError } from './errors.ts';
import { createLabs } from './labs/create-labs.ts';
import { lessonSource } from './labs/lesson-source.ts';
import { startIntents } from './labs/start-intents.ts';
import type { Log } from './log.ts';
import { openDriver } from './open-driver.ts';
import { buildServer } from './server.ts';
import { createLog } from './write-log.ts';

/** sysexits.h, EX_CONFIG: whoever keeps us running need not try again. */
const WRONG_SETTINGS = 78;
const CLOSE_MS = 5000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const clock = systemClock;
  const { driver, stamps, readPreparation } = await openDriver({ config, env: process.env, clock, log });
  const labs = createLabs({
    driver,
    clock,
    log,
    limits: config.limits,
    poolStamps: stamps,
    readPreparation,
    lessons: lessonSource(config.contentFolder, clock),
    intents: startIntents(join(config.dataFolder, 'starts'), clock),
    signReceipt: (receipt) => signReceipt(receipt, config.ticketSecret),
  });
  const app = await buildServer({
    labs,
    driver,
    clock,
    log,
    ticketSecret: config.ticketSecret,
    publicOrigin: config.publicOrigin,
    previewOrigin: config.previewOrigin,
    limits: config.limits,
    front: config.webUrl ? { webUrl: config.webUrl, development: config.mode === 'development' } : undefined,
  });
  await Promise.all([labs.open(), app.listen({ host: config.host, port: config.port })]);
  announce(config, log);

  const end = async (signal: string) => {
    log.info({ signal }, 'ending; labs go on');
    // Whatever hangs, labs are safe: everything about them is written beside them.
    setTimeout(() => process.exit(0), CLOSE_MS).unref();
    await Promise.allSettled([app.close(), labs.close()]);
    await driver.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end(signal));
}

function announce(config: Config, log: Log): void {
  const { limits, ...rest } = config;
  const { ticketSecret: _, ...shown } = rest;
  log.info({ ...shown, limits }, 'lab runner is ready');
}

function explain(error: unknown): { readonly text: string; readonly code: number } {
  if (error instanceof ConfigError) return { text: error.message, code: WRONG_SETTINGS };
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') {
    const text = `PORT ${port} is taken by another program. End that one, or choose another port, such as PORT=${(port ?? 0) + 1}.`;
    return { text, code: WRONG_SETTINGS };
  }
  if (code === 'EACCES') {
    return {
      text: `PORT ${port} needs more rights than this user has. Choose one above 1023.`,
      code: WRONG_SETTINGS,
    };
  }
  const detail = error instanceof LabError ? error.detail : undefined;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: detail === undefined ? text : `${text}\n${detail}`, code: 1 };
}

main().catch((error: unknown) => {
  const { text, code } = explain(error);
  process.stderr.write(`lab-runner: ${text}\n`);
  process.exit(code);
});
