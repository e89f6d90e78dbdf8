import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Preparation, preparationSchema } from '../../../lib/lab-api/preparation.ts';
import { bakedPlace, type ClusterKind, clusterKinds, toolsPlace } from '../bake/baked-place.ts';
import type { Engine } from '../engine.ts';
import type { EngineConfig } from '../engine-config.ts';
import { progressFile } from '../kubernetes/progress-file.ts';

export interface BakedFacts {
  readonly kind: ClusterKind;
  readonly folder: string;
  readonly ready: boolean;
  readonly mounted: boolean;
  /** File system of what clones share. */
  readonly sharedAs: string;
  readonly bakedAt: string | undefined;
  /** What the nodes' self-test said when it was baked; undefined when that was not written down. */
  readonly networkPolicy: string | undefined;
}

export interface ClusterMemory {
  readonly freeMiB: number;
  /** Clusters of one node that are awake. */
  readonly running: number;
  /** On average, without caches that the kernel may take back. Undefined while none runs. */
  readonly eachMiB: number | undefined;
}

export interface KubernetesFacts {
  readonly key: string;
  readonly nodeImage: string | undefined;
  readonly tools: boolean;
  readonly baked: readonly BakedFacts[];
  readonly progress: Preparation | undefined;
  readonly memory: ClusterMemory | undefined;
}

const metaSchema = z.object({ bakedAt: z.string().optional(), networkPolicy: z.string().optional() });
const MEASURED_AT_MOST = 5;
const MIB = 1024 * 1024;

/** For `sh`: $1 the mark of the tools, then folders of baked clusters. */
const LOOK = `[ ! -e "$1" ] || echo tools
shift
for folder do
  [ ! -e "$folder/ready" ] || echo "ready $folder"
  ! mountpoint -q "$folder/shared" || echo "mounted $folder"
  for type in erofs ext4; do [ ! -e "$folder/shared.$type" ] || echo "$type $folder"; done
  [ ! -e "$folder/meta.json" ] || echo "meta $folder $(tr -d '\\n' <"$folder/meta.json")"
done
sed -n 's/^MemAvailable:[^0-9]*\\([0-9]*\\).*/free \\1/p' /proc/meminfo`;

export async function readKubernetesFacts(engine: Engine, config: EngineConfig): Promise<KubernetesFacts> {
  const { kubernetesKey: key } = engine;
  const places = clusterKinds.map((kind) => bakedPlace(engine, key, kind));
  const folders = places.map(({ folder }) => folder);
  const look = ['sh', '-c', LOOK, 'drydock', toolsPlace(engine, key).marker, ...folders];
  const lines = (await engine.hostRun(look, { timeoutMs: 10_000 })).stdout.split('\n');
  return {
    key,
    nodeImage: config.nodeImage,
    tools: lines.includes('tools'),
    baked: places.map(({ kind, folder }) => bakedFacts(kind, folder, lines)),
    progress: await readProgress(config.cacheFolder),
    memory: await measureMemory(engine, lines),
  };
}

export function bakedFacts(kind: ClusterKind, folder: string, lines: readonly string[]): BakedFacts {
  const meta = lines.find((line) => line.startsWith(`meta ${folder} `))?.slice(`meta ${folder} `.length);
  return {
    kind,
    folder,
    ready: lines.includes(`ready ${folder}`),
    mounted: lines.includes(`mounted ${folder}`),
    sharedAs: ['erofs', 'ext4'].find((type) => lines.includes(`${type} ${folder}`)) ?? 'nothing',
    ...parseMeta(meta),
  };
}

function parseMeta(text: string | undefined): {
  bakedAt: string | undefined;
  networkPolicy: string | undefined;
} {
  try {
    const { bakedAt, networkPolicy } = metaSchema.parse(JSON.parse(text ?? '{}'));
    return { bakedAt, networkPolicy };
  } catch {
    return { bakedAt: undefined, networkPolicy: undefined };
  }
}

async function readProgress(cacheFolder: string): Promise<Preparation | undefined> {
  try {
    return preparationSchema.parse(JSON.parse(await readFile(progressFile(cacheFolder), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Of clusters that run at this moment, whoever's they are. */
async function measureMemory(
  { docker }: Engine,
  lines: readonly string[],
): Promise<ClusterMemory | undefined> {
  const free = Number(lines.find((line) => line.startsWith('free '))?.slice('free '.length));
  if (!free) return undefined;
  const filters = { label: ['drydock.kind=cluster', 'drydock.part=sandbox'], status: ['running'] };
  const running = await docker.listContainers({ filters });
  const taken = await Promise.all(
    running.slice(0, MEASURED_AT_MOST).map(async ({ Id }) => {
      const { memory_stats: memory } = await docker
        .getContainer(Id)
        .stats({ stream: false, 'one-shot': true });
      const { total_inactive_file, inactive_file } = memory.stats as Record<string, number | undefined>;
      return memory.usage - (total_inactive_file ?? inactive_file ?? 0);
    }),
  );
  const sum = taken.reduce((all, one) => all + one, 0);
  return {
    freeMiB: Math.floor(free / 1024),
    running: running.length,
    eachMiB: taken.length === 0 ? undefined : Math.round(sum / taken.length / MIB),
  };
}
