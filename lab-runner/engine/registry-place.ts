/** Where the lab's registry is on the engine: a network of its own without a way out, at an address that never changes. */

/** Out of 198.18.0.0/15, which is set aside for benchmarks and routed nowhere. */
export const registrySubnet = '198.18.254.0/28';
export const registryAddress = '198.18.254.2';
export const registryPort = 5000;
/** The same in all sandboxes: it is in the configuration of clusters that were baked for all of them. */
export const registryUrl = `http://${registryAddress}:${registryPort}`;
export const registryNetwork = 'drydock-registry';
export const registryBridge = 'drydock-reg';
export const registryContainer = 'drydock-registry';
