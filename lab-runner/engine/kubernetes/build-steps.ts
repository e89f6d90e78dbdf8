/** The steps that make node image, tools and images from sources. */
import type { Engine } from '../engine.ts';
import type { EngineConfig } from '../engine-config.ts';
import { hasImage } from '../images.ts';
import {
  type CompileContainer,
  compilerImageName,
  ensureCompilerImage,
  openCompileContainer,
} from './compile-container.ts';
import { compileProduct, isCompiled, resultFolder } from './compile-product.ts';
import { nodeImageName } from './kubernetes-names.ts';
import { assembleNodeImage, type Making } from './node-image.ts';
import { hasPodImages, loadPodImages, podImagesKey } from './pod-images.ts';
import { compiled, compilerOf, lastTools, type Product } from './products.ts';
import type { Step } from './step-runner.ts';
import { fillTools, firstTools, hasTools } from './tools.ts';

export interface Build {
  /** What clusters are baked from. */
  readonly first: readonly Step[];
  /** What a terminal has besides, and no cluster waits for. */
  readonly last: readonly Step[];
  close(): Promise<void>;
}

export const toolsMark = 'ready';
const lastToolsMark = 'last-ready';

export async function buildSteps(engine: Engine, config: EngineConfig, key: string): Promise<Build> {
  const compiler = await compilerOf(await compilerImageName());
  const making: Making = { engine, config, key, compiler };
  const workshop = openOnce(making);
  const made = async () =>
    (await hasImage(engine.docker, nodeImageName(key))) &&
    (await hasPodImages(engine.docker, podImagesKey(compiler))) &&
    (await hasTools(engine, key, toolsMark));
  const hasLast = () => hasTools(engine, key, lastToolsMark);
  return {
    first: [
      compilerStep(making, workshop, made),
      ...compiled.map((product) => compileStep(making, workshop, product, made)),
      imageStep(making),
      podImagesStep(making, workshop),
      toolsStep(making),
    ],
    last: [
      ...lastTools.map((product) => compileStep(making, workshop, product, hasLast)),
      {
        title: 'Giving stern and K9s to labs',
        seconds: 2,
        diskGiB: 0.2,
        isDone: hasLast,
        run: () =>
          fillTools(
            making,
            lastTools.map(({ name }) => name),
            lastToolsMark,
          ),
      },
    ],
    close: workshop.close,
  };
}

interface Workshop {
  container(): Promise<CompileContainer>;
  close(): Promise<void>;
}

/** The container that compiles is opened when the first step needs it, and not at all when all is there. */
function openOnce({ engine, config, compiler }: Making): Workshop {
  let opened: Promise<CompileContainer> | undefined;
  return {
    container: () => {
      opened ??= openCompileContainer(engine, config, { name: 'drydock-compile', image: compiler.image });
      return opened;
    },
    close: async () => {
      const container = await opened?.catch(() => undefined);
      await container?.close();
    },
  };
}

function compilerStep(
  { engine, config, compiler }: Making,
  workshop: Workshop,
  made: () => Promise<boolean>,
): Step {
  return {
    title: 'Preparing the compilers',
    seconds: 60,
    diskGiB: 1.5,
    isDone: async () => (await hasImage(engine.docker, compiler.image)) && (await made()),
    run: async (progress) => {
      await ensureCompilerImage(engine, config, progress);
      const container = await workshop.container();
      await container.run(['compile/toolchain.sh'], { OUT: '/tmp/toolchain' }, progress);
    },
  };
}

function compileStep(
  { engine, compiler }: Making,
  workshop: Workshop,
  product: Product,
  made: () => Promise<boolean>,
): Step {
  const { title, seconds, diskGiB } = product;
  return {
    title,
    seconds,
    diskGiB,
    isDone: async () => {
      if (await made()) return true;
      if (!(await hasImage(engine.docker, compiler.image))) return false;
      return isCompiled(await workshop.container(), product, compiler);
    },
    run: async (progress) => compileProduct(await workshop.container(), product, compiler, progress),
  };
}

function imageStep(making: Making): Step {
  return {
    title: 'Assembling the node image',
    seconds: 45,
    diskGiB: 2,
    isDone: () => hasImage(making.engine.docker, nodeImageName(making.key)),
    run: (progress) => assembleNodeImage(making, progress),
  };
}

function podImagesStep({ engine, compiler }: Making, workshop: Workshop): Step {
  return {
    title: 'Loading the images of pods',
    seconds: 10,
    diskGiB: 1,
    isDone: async () => hasPodImages(engine.docker, podImagesKey(compiler)),
    run: async () => {
      const folder = resultFolder('images', compiler);
      const archives = ['system', 'pods'].map((name) => `${folder}/${name}.tar`);
      await loadPodImages(engine.docker, await workshop.container(), archives, podImagesKey(compiler));
    },
  };
}

function toolsStep(making: Making): Step {
  return {
    title: 'Giving kubectl and its friends to labs',
    seconds: 5,
    diskGiB: 0.5,
    isDone: () => hasTools(making.engine, making.key, toolsMark),
    run: () => fillTools(making, firstTools, toolsMark),
  };
}
