/** Names everything that Kubernetes labs are made from: other inputs, another folder on the engine's host. */
import { fileURLToPath } from 'node:url';
import type { EngineConfig } from './engine-config.ts';
import { inputHash } from './input-hash.ts';

export const nodeImageFolder = fileURLToPath(new URL('../images/node', import.meta.url));
/** How clusters are made of the image: what they are like depends on it too. */
const bakeFolder = fileURLToPath(new URL('bake', import.meta.url));

/** Below it, what only tests are made of: Kubernetes' own, and packages that the agent's tests share. */
const forTests =
  /^(e2e|go\/internal\/(probe\/probetest|randomcluster|reference|table)|go\/cmd\/policy-table|compile\/e2e\.sh)(\/|$)/;

/** `LAB_NODE_IMAGE` stands for the sources of ours. */
export function kubernetesKey({ nodeImage }: Pick<EngineConfig, 'nodeImage'>): Promise<string> {
  return nodeImage === undefined
    ? inputHash([nodeImageFolder, bakeFolder], [], forTests)
    : inputHash([bakeFolder], [nodeImage]);
}
