/** Builds the sandbox image when its inputs changed. */
import { ensureBaseImage } from './base-image.ts';
import { buildImage, hostCertificates } from './build-image.ts';
import type { Engine } from './engine.ts';
import type { EngineConfig } from './engine-config.ts';
import { hasImage } from './images.ts';
import { type Progress, timed } from './progress.ts';
import { sandboxImageFolder } from './sandbox-image-name.ts';
import { withSetupLock } from './setup-lock.ts';
import { tidySandboxImages } from './tidy-images.ts';

/** Nothing changed: one hash and one question to the engine. */
export async function ensureSandboxImage(
  engine: Engine,
  config: EngineConfig,
  progress: Progress,
): Promise<void> {
  if (await hasImage(engine.docker, engine.sandboxImage)) return;
  await withSetupLock(`images ${config.cacheFolder}`, progress, async () => {
    if (await hasImage(engine.docker, engine.sandboxImage)) return;
    await ensureBaseImage(engine.docker, config.cacheFolder, progress);
    await timed(progress, `Building the sandbox image ${engine.sandboxImage}`, () => build(engine, progress));
    await tidySandboxImages(engine.docker);
  });
}

async function build(engine: Engine, progress: Progress): Promise<void> {
  const request = {
    tag: engine.sandboxImage,
    folder: sandboxImageFolder,
    extraFiles: { 'host-ca.crt': await hostCertificates() },
    labels: { 'org.drydock.image': 'sandbox' },
  };
  await buildImage(engine.docker, request, progress);
}
