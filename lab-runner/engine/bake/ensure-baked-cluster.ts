/**
 * A cluster is made once per node image, by the real kind, settled and stopped. Clones start from it: see
 * drivers/docker/cluster.ts. Interrupted anywhere, it is begun anew; the marker is written last.
 */
import type { Engine } from '../engine.ts';
import { type Progress, timed } from '../progress.ts';
import { withSetupLock } from '../setup-lock.ts';
import { type BakeSandbox, openBakeSandbox } from './bake-sandbox.ts';
import { createCluster, makeCredentials, selfTest, settle, shutDown } from './bake-scripts.ts';
import { type BakedPlace, bakedPlace, type ClusterKind } from './baked-place.ts';
import { kindConfig } from './kind-config.ts';
import { loadImage } from './load-image.ts';
import { mountShared, unmountShared } from './mount-shared.ts';
import { pack } from './pack.ts';

export interface BakeRequest {
  readonly kind: ClusterKind;
  /** On the lab engine. */
  readonly nodeImage: string;
  readonly key: string;
  readonly progress: Progress;
}

/** Walkable for root in a sandbox, who has no other right here. */
const BEGIN = `set -eu
mkdir -p "$1"
chmod 711 "\${1%/*/*}" "\${1%/*}" "$1"
rm -f "$1/ready"
${unmountShared}
rm -rf --one-file-system "$1/shared.erofs" "$1/shared.ext4" "$1/disk.img" "$1/checker" "$1/meta.json"`;

const END = `set -eu
${mountShared}
cat >"$1/meta.json"
sync
: >"$1/ready"`;

const PRESENT = `set -eu
[ -e "$1/ready" ] || exit 3
${mountShared}`;

/** With the cluster there, its shared layers are mounted and nothing else happens. */
export async function ensureBakedCluster(engine: Engine, request: BakeRequest): Promise<void> {
  const place = bakedPlace(engine, request.key, request.kind);
  if (await isPresent(engine, place)) return;
  // Whatever the key: what is left of a bake of this kind is cleared by the next.
  await withSetupLock(`bake ${engine.stateFolder} ${request.kind}`, request.progress, async () => {
    if (await isPresent(engine, place)) return;
    await timed(request.progress, `Baking the cluster of kind ${request.kind}`, () =>
      bake(engine, place, request),
    );
  });
}

async function isPresent(engine: Engine, { folder }: BakedPlace): Promise<boolean> {
  const { exitCode, stderr } = await onHost(engine, PRESENT, folder);
  if (exitCode !== 0 && exitCode !== 3)
    throw new Error(`The baked cluster in ${folder} cannot be mounted: ${stderr}`);
  return exitCode === 0;
}

function onHost(engine: Engine, script: string, folder: string, stdin?: string) {
  return engine.hostRun(['sh', '-c', script, 'drydock', folder], { stdin, timeoutMs: 120_000 });
}

async function bake(
  engine: Engine,
  place: BakedPlace,
  { kind, nodeImage, key, progress }: BakeRequest,
): Promise<void> {
  await mustSucceed(onHost(engine, BEGIN, place.folder));
  const bakedAt = new Date().toISOString();
  await using sandbox = await openBakeSandbox(engine, `bake-${kind}`);
  let networkPolicy = '';
  const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['Loading the node image', () => loadImage(engine, nodeImage, sandbox.container)],
    [
      'kind create cluster',
      () => sandbox.run(createCluster, { user: 'learner', stdin: kindConfig(kind, nodeImage) }),
    ],
    ['Waiting for the cluster to settle', () => sandbox.run(settle, { user: 'learner' })],
    [
      'Asking whether network policies are enforced',
      async () => {
        networkPolicy = (await sandbox.run(selfTest, { user: 'learner' })).trim();
      },
    ],
    ['Making credentials for checks', () => sandbox.run(makeCredentials, { user: 'root' })],
    ['Stopping the cluster', () => stopCluster(sandbox)],
    ['Packing the cluster', async () => progress(await pack(engine, sandbox.disk, place))],
  ];
  for (const [title, work] of steps) {
    await timed(progress, title, work).catch((cause: unknown) => {
      throw new Error(`${title}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    });
  }
  await mustSucceed(
    onHost(engine, END, place.folder, JSON.stringify({ kind, nodeImage, key, bakedAt, networkPolicy })),
  );
}

async function stopCluster(sandbox: BakeSandbox): Promise<void> {
  await sandbox.run(shutDown, { user: 'root' });
  await sandbox.stop();
}

async function mustSucceed(work: ReturnType<Engine['hostRun']>): Promise<void> {
  const { exitCode, stderr } = await work;
  if (exitCode !== 0) throw new Error(`On the engine's host: ${stderr}`);
}
