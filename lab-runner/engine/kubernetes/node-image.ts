/** The image of a kind node, assembled in a container from what was compiled. */
import { join } from 'node:path';
import { baseImage } from '../base-image.ts';
import { buildImage } from '../build-image.ts';
import type { Engine } from '../engine.ts';
import type { EngineConfig } from '../engine-config.ts';
import { hasImage } from '../images.ts';
import { inputHash } from '../input-hash.ts';
import type { Progress } from '../progress.ts';
import { tidyNodeImages } from '../tidy-images.ts';
import { openCompileContainer } from './compile-container.ts';
import { linkResults } from './compile-product.ts';
import { keyLabel, nodeImageName, nodeImageRepository } from './kubernetes-names.ts';
import type { Compiler } from './products.ts';
import { kubernetesVersion, nodeFolder, productVersion, readVersions } from './versions.ts';

const container = 'drydock-assemble';
const parts = ['kubernetes', 'crictl', 'containerd', 'runc', 'cni', 'drydock-node', 'images'];

export interface Making {
  readonly engine: Engine;
  readonly config: EngineConfig;
  /** Of the node image and the tools. */
  readonly key: string;
  readonly compiler: Compiler;
}

export async function assembleNodeImage(
  { engine, config, key, compiler }: Making,
  progress: Progress,
): Promise<void> {
  const base = await ensureNodeBase(engine, progress);
  const version = productVersion(await readVersions(), 'kind');
  const opened = await openCompileContainer(engine, config, { name: container, image: base, caches: 'read' });
  try {
    await linkResults(opened, parts, compiler);
    const kind = `/mnt/go-mod/sigs.k8s.io/kind@${version}`;
    await opened.run(['assemble/assemble.sh'], { RESULTS: '/results', KIND: kind }, progress);
    await opened.run(['rm', '-rf', '/node', '/results'], {}, () => {});
    await commitNode(engine, container, { repo: nodeImageRepository, tag: key }, key);
    const tag = await kubernetesVersion();
    await engine.docker.getImage(nodeImageName(key)).tag({ repo: 'kindest/node', tag });
  } finally {
    await opened.close();
  }
  await tidyNodeImages(engine.docker);
}

/** The image of a node from what a container holds. */
export async function commitNode(
  { docker }: Engine,
  from: string,
  reference: { readonly repo: string; readonly tag: string },
  key: string,
): Promise<void> {
  await docker.getContainer(from).commit({
    ...reference,
    changes: [
      'ENTRYPOINT ["/usr/local/bin/entrypoint", "/sbin/init"]',
      'CMD []',
      'WORKDIR /',
      `LABEL org.drydock.image=node ${keyLabel}=${key}`,
    ].join('\n'),
  });
}

async function ensureNodeBase(engine: Engine, progress: Progress): Promise<string> {
  const folder = join(nodeFolder, 'base');
  const tag = `drydock/node-base:${await inputHash([folder], [baseImage])}`;
  if (!(await hasImage(engine.docker, tag))) {
    await buildImage(engine.docker, { tag, folder, labels: { 'org.drydock.image': 'node-base' } }, progress);
  }
  return tag;
}
