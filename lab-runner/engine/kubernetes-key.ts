/** Names everything that Kubernetes labs are made from: other inputs, another folder on the engine's host. */
import { fileURLToPath } from 'node:url';
import type { EngineConfig } from './engine-config.ts';
import { inputHash } from './input-hash.ts';

export const nodeImageFolder = fileURLToPath(new URL('../images/node', import.meta.url));

/** `LAB_NODE_IMAGE` stands for the sources of ours. */
export function kubernetesKey({ nodeImage }: Pick<EngineConfig, 'nodeImage'>): Promise<string> {
  return nodeImage === undefined ? inputHash([nodeImageFolder]) : inputHash([], [nodeImage]);
}
