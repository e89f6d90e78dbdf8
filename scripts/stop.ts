/** npm run stop: ends the lab engine and every lab on it. */
import { readEngineConfig } from '../lab-runner/engine/engine-config.ts';
import { stopEngine } from '../lab-runner/engine/stop-engine.ts';
import { exitWith } from './exit-with.ts';
import { step } from './steps.ts';

async function main(words: readonly string[]): Promise<number> {
  if (words.length > 0) {
    throw new Error(`npm run stop ends the engine with every lab on it and takes no "${words.join(' ')}".`);
  }
  await step('lab engine', (log) => stopEngine(readEngineConfig(process.env), log));
  return 0;
}

exitWith(main(process.argv.slice(2)));
