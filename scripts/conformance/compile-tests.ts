/** Kubernetes' own tests, compiled from the module that the cluster is compiled from. */

import type { Engine } from '../../lab-runner/engine/engine.ts';
import type { EngineConfig } from '../../lab-runner/engine/engine-config.ts';
import {
  type CompileContainer,
  compilerImageName,
  ensureCompilerImage,
  openCompileContainer,
} from '../../lab-runner/engine/kubernetes/compile-container.ts';
import {
  compileProduct,
  isCompiled,
  resultFolder,
} from '../../lab-runner/engine/kubernetes/compile-product.ts';
import { type Compiler, compilerOf, e2e } from '../../lab-runner/engine/kubernetes/products.ts';
import { type Progress, timed } from '../../lab-runner/engine/progress.ts';

export interface Workshop extends AsyncDisposable {
  /** Name of the container that has the results. */
  readonly container: string;
  /** In it: bin/ with e2e.test and ginkgo, images/ with what is laid over the bases of test images. */
  readonly folder: string;
}

const name = 'drydock-conformance-compile';

export async function compileTests(
  engine: Engine,
  config: EngineConfig,
  progress: Progress,
): Promise<Workshop> {
  await ensureCompilerImage(engine, config, progress);
  const compiler = await compilerOf(await compilerImageName());
  const container = await openCompileContainer(engine, config, { name, image: compiler.image });
  try {
    await compileOnce(container, compiler, progress);
  } catch (error) {
    await container.close();
    throw error;
  }
  return {
    container: name,
    folder: resultFolder(e2e.name, compiler),
    [Symbol.asyncDispose]: () => container.close(),
  };
}

async function compileOnce(
  container: CompileContainer,
  compiler: Compiler,
  progress: Progress,
): Promise<void> {
  if (await isCompiled(container, e2e, compiler)) return;
  await timed(progress, e2e.title, () => compileProduct(container, e2e, compiler, progress));
}
