/** The images that conformance specs run and that neither the catalogue nor a cluster has: bases with a tree laid over them. */
import { createHash } from 'node:crypto';
import type Docker from 'dockerode';
import { readCatalogue } from '../../lab-runner/engine/catalogue-list.ts';
import type { Engine } from '../../lab-runner/engine/engine.ts';
import type { EngineConfig } from '../../lab-runner/engine/engine-config.ts';
import { servingRegistry } from '../../lab-runner/engine/fill-kubernetes-images.ts';
import { fillRegistry, hasMark, type LocalImage } from '../../lab-runner/engine/fill-registry.ts';
import { hasImage } from '../../lab-runner/engine/images.ts';
import { readVersions } from '../../lab-runner/engine/kubernetes/versions.ts';
import type { Progress } from '../../lab-runner/engine/progress.ts';
import { registryContainer } from '../../lab-runner/engine/registry-place.ts';
import { withSetupLock } from '../../lab-runner/engine/setup-lock.ts';
import { buildStandIns, standInTag } from '../../lab-runner/engine/stand-in-images.ts';
import type { Workshop } from './compile-tests.ts';

interface TestImage {
  readonly repository: string;
  readonly tags: readonly string[];
  /** An entry of the catalogue, or agnhost. */
  readonly base: 'busybox' | 'nginx' | 'nicolaka/netshoot' | 'agnhost';
  /** A folder of the compiled tests' images/, laid over the base. */
  readonly tree?: string;
  readonly changes: readonly string[];
}

/** Upstream's: test/images and test/utils/image/manifest.go of the module k8s.io/kubernetes. */
const images: readonly TestImage[] = [
  { repository: 'busybox', tags: ['1.37.0-1'], base: 'busybox', changes: [] },
  { repository: 'nginx', tags: ['1.15-4', '1.27-0'], base: 'nginx', changes: [] },
  { repository: 'nonroot', tags: ['1.5'], base: 'busybox', changes: ['USER 1234'] },
  {
    repository: 'glibc-dns-testing',
    tags: ['2.0.0'],
    base: 'nicolaka/netshoot',
    changes: ['WORKDIR /', 'CMD ["bash"]'],
  },
  {
    repository: 'sample-apiserver',
    tags: ['1.29.2'],
    base: 'busybox',
    tree: 'sample-apiserver',
    changes: ['ENTRYPOINT ["/sample-apiserver"]'],
  },
  { repository: 'nonewprivs', tags: ['1.4'], base: 'busybox', tree: 'nonewprivs', changes: ['CMD ["nnp"]'] },
  ...['kitten', 'nautilus'].map(
    (name): TestImage => ({
      repository: name,
      tags: ['1.8'],
      base: 'agnhost',
      tree: name,
      changes: ['ENTRYPOINT ["/agnhost"]', 'CMD ["test-webserver"]'],
    }),
  ),
];

/** Pushed once for each compiled version of the tests and each catalogue. */
export async function serveTestImages(
  engine: Engine,
  config: EngineConfig,
  workshop: Workshop,
  progress: Progress,
): Promise<void> {
  const { docker } = engine;
  const made = createHash('sha256').update(workshop.folder).update(JSON.stringify(images)).digest('hex');
  const mark = `conformance-${made.slice(0, 16)}`;
  if (await hasMark(docker, registryContainer, mark)) return;
  await withSetupLock(`images ${config.cacheFolder}`, progress, async () => {
    const bases = await findBases(docker, config, progress);
    const local: LocalImage[] = [];
    for (const image of images) local.push(await makeImage(docker, workshop, image, bases));
    const { image, volume } = await servingRegistry(docker);
    await fillRegistry(docker, image, volume, local, progress, mark);
  });
}

async function findBases(
  docker: Docker,
  config: EngineConfig,
  progress: Progress,
): Promise<Record<TestImage['base'], string>> {
  const { images: tags } = await readVersions();
  const wanted = (await readCatalogue()).filter(
    ({ name, registry }) => registry === 'docker.io' && images.some(({ base }) => base === name),
  );
  const missing = [];
  for (const entry of wanted) if (!(await hasImage(docker, standInTag(entry)))) missing.push(entry);
  if (missing.length > 0) await buildStandIns(docker, missing, config.cacheFolder, progress);
  return {
    ...(Object.fromEntries(wanted.map((entry) => [entry.name, standInTag(entry)])) as Record<
      Exclude<TestImage['base'], 'agnhost'>,
      string
    >),
    agnhost: `registry.k8s.io/e2e-test-images/agnhost:${tags.agnhost}`,
  };
}

async function makeImage(
  docker: Docker,
  workshop: Workshop,
  { repository, tags, base, tree, changes }: TestImage,
  bases: Record<TestImage['base'], string>,
): Promise<LocalImage> {
  const container = await docker.createContainer({ Image: bases[base], Cmd: ['-'] });
  try {
    if (tree !== undefined) {
      // The dot: what is in the folder, not the folder.
      const path = `${workshop.folder}/images/${tree}/.`;
      await container.putArchive(await docker.getContainer(workshop.container).getArchive({ path }), {
        path: '/',
      });
    }
    const local = `drydock/test-${repository}`;
    await container.commit({ repo: local, tag: 'latest', changes: changes.join('\n') });
    return { local, repository: `e2e-test-images/${repository}`, tags };
  } finally {
    await container.remove({ force: true });
  }
}
