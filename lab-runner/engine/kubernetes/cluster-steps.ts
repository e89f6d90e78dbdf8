/** The steps after the node image: clusters baked from it, and the lab's registry filled with the images of pods. */
import type { Engine } from '../engine.ts';
import type { EngineConfig } from '../engine-config.ts';
import type { Step } from './step-runner.ts';

export function clusterSteps(_engine: Engine, _config: EngineConfig, _key: string): readonly Step[] {
  return [];
}
