/** Names of what is made for Kubernetes labs, by the key of their inputs (../kubernetes-key.ts). */

export const nodeImageRepository = 'drydock/node';
export const nodeImageName = (key: string) => `${nodeImageRepository}:${key}`;
/** The node image with the tools and the images of pods in it: what a team builds once and LAB_NODE_IMAGE names. */
export const wholeImageRepository = 'drydock/kubernetes';
export const wholeImageName = (key: string) => `${wholeImageRepository}:${key}`;
export const keyLabel = 'org.drydock.kubernetes';
