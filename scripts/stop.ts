/** npm run stop: ends the lab engine and every lab on it. */
import { readEngineConfig } from '../lab-runner/engine/engine-config.ts';
import { stopEngine } from '../lab-runner/engine/stop-engine.ts';
import { step } from './steps.ts';

step('lab engine', (log) => stopEngine(readEngineConfig(process.env), log)).catch((error: unknown) => {
  process.stderr.write(`drydock: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
