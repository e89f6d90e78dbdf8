import type { Engine } from '../lab-runner/engine/engine.ts';
import { readEngineConfig } from '../lab-runner/engine/engine-config.ts';
import { ensureCatalogue } from '../lab-runner/engine/ensure-catalogue.ts';
import { ensureEngine } from '../lab-runner/engine/ensure-engine.ts';
import { ensureNetworkRules } from '../lab-runner/engine/ensure-network-rules.ts';
import { ensureSandboxImage } from '../lab-runner/engine/sandbox-image.ts';
import { step } from './steps.ts';

/** Engine, network rules, images: what a sandbox stands on. Each step does nothing when nothing changed. */
export async function prepareEngine(): Promise<Engine> {
  const config = readEngineConfig(process.env);
  const engine = await step('lab engine', (log) => ensureEngine(config, log));
  await step('network rules', (log) => ensureNetworkRules(engine, log));
  await step('sandbox image', (log) => ensureSandboxImage(engine, config, log));
  await step('image catalogue', (log) => ensureCatalogue(engine, config, log));
  return engine;
}
