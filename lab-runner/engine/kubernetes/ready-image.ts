/** LAB_NODE_IMAGE: everything out of one image that somebody built before (`npm run images`). */
import type Docker from 'dockerode';
import type { Engine } from '../engine.ts';
import { hasImage, pullImage } from '../images.ts';
import { type Build, toolsMark } from './build-steps.ts';
import { type CompileContainer, openReadyImage } from './compile-container.ts';
import { keyLabel, nodeImageName, nodeImageRepository } from './kubernetes-names.ts';
import { hasPodImages, loadPodImages } from './pod-images.ts';
import { hasTools, intoTools } from './tools.ts';
import { kubernetesVersion } from './versions.ts';

const registryAnswersMs = 30_000;
const container = 'drydock-ready-image';
const archives = ['/kind/images/system.tar', '/drydock/pods.tar'];

export function readyImageSteps(engine: Engine, image: string, key: string): Build {
  const { docker } = engine;
  const inside = async (work: (opened: CompileContainer) => Promise<void>, binds: readonly string[] = []) => {
    const opened = await openReadyImage(docker, { name: container, image, binds });
    await work(opened).finally(() => opened.close());
  };
  return {
    first: [
      {
        title: `Fetching ${image}`,
        seconds: 60,
        diskGiB: 3,
        isDone: () => hasImage(docker, nodeImageName(key)),
        run: async (progress) => {
          if (
            !(await hasImage(docker, image)) &&
            !(await pullImage(docker, image, registryAnswersMs, progress))
          ) {
            throw new Error(
              `LAB_NODE_IMAGE is ${image}, which is not on the lab engine and which no registry gave. Load it with npm run images load <file>, or unset LAB_NODE_IMAGE to build one.`,
            );
          }
          await adopt(docker, image, key);
        },
      },
      {
        title: 'Loading the images of pods',
        seconds: 10,
        diskGiB: 1,
        isDone: () => hasPodImages(docker, key),
        run: () => inside((opened) => loadPodImages(docker, opened, archives, key)),
      },
      {
        title: 'Giving kubectl and its friends to labs',
        seconds: 5,
        diskGiB: 0.7,
        isDone: () => hasTools(engine, key, toolsMark),
        run: () =>
          intoTools(engine, key, toolsMark, (bind) =>
            inside(
              (opened) => opened.run(['cp', '-r', '/drydock/tools/.', '/mnt/tools/'], {}, () => {}),
              [bind],
            ),
          ),
      },
    ],
    last: [],
    close: async () => {},
  };
}

async function adopt(docker: Docker, image: string, key: string): Promise<void> {
  const { Config } = await docker.getImage(image).inspect();
  if (Config.Labels?.[keyLabel] === undefined) {
    throw new Error(
      `LAB_NODE_IMAGE is ${image}, which npm run images did not make: it has no label ${keyLabel}.`,
    );
  }
  await docker.getImage(image).tag({ repo: 'kindest/node', tag: await kubernetesVersion() });
  await docker.getImage(image).tag({ repo: nodeImageRepository, tag: key });
}
