/** One image that carries everything for Kubernetes labs, so that a team builds once: the node, the tools, the images of pods. */
import { toolsPlace } from '../bake/baked-place.ts';
import type { Engine } from '../engine.ts';
import type { EngineConfig } from '../engine-config.ts';
import { hasImage } from '../images.ts';
import { compilerImageName, openCompileContainer } from './compile-container.ts';
import { resultFolder } from './compile-product.ts';
import { nodeImageName, wholeImageName, wholeImageRepository } from './kubernetes-names.ts';
import { commitNode } from './node-image.ts';
import { compilerOf } from './products.ts';

const container = 'drydock-whole-image';

/** Needs what ensureKubernetes makes. */
export async function ensureWholeImage(engine: Engine, config: EngineConfig): Promise<string> {
  const key = engine.kubernetesKey;
  const name = wholeImageName(key);
  if (await hasImage(engine.docker, name)) return name;
  const { folder } = toolsPlace(engine, key);
  const opened = await openCompileContainer(engine, config, {
    name: container,
    image: nodeImageName(key),
    caches: 'read',
    binds: [`${folder}:/mnt/tools:ro`],
  });
  try {
    const images = resultFolder('images', await compilerOf(await compilerImageName()));
    const script =
      'mkdir -p /drydock/tools && cp -r /mnt/tools/bin /mnt/tools/completions /drydock/tools/ && cp "$IMAGES/pods.tar" /drydock/ && cd / && rm -rf /node';
    await opened.run(['sh', '-c', script], { IMAGES: images }, () => {});
    await commitNode(engine, container, { repo: wholeImageRepository, tag: key }, key);
  } finally {
    await opened.close();
  }
  return name;
}
