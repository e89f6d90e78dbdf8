/** Kubernetes labs: are they prepared, from what, and what does a cluster cost here. */
import type { Preparation } from '../../../lib/lab-api/preparation.ts';
import { type Finding, good, note } from './finding.ts';
import type { BakedFacts, ClusterMemory, KubernetesFacts } from './kubernetes-facts.ts';

const words = { cluster: 'one node', 'cluster-3': 'three nodes' } as const;
const build =
  'Run npm start: it makes them while Docker labs run already, once, in some 20 minutes on two processors. LAB_NODE_IMAGE takes what another machine has built.';

export function examineKubernetes(facts: KubernetesFacts): readonly Finding[] {
  const there = facts.baked.filter(({ ready }) => ready);
  return [
    prepared(facts, there),
    ...(there.length > 0 ? [sharing(there), policies(there)] : []),
    ...(facts.memory ? [memory(facts.memory)] : []),
  ];
}

function prepared(
  { key, tools, progress, nodeImage }: KubernetesFacts,
  there: readonly BakedFacts[],
): Finding {
  const about = 'Kubernetes labs';
  const from =
    nodeImage === undefined ? `images/node, key ${key}` : `LAB_NODE_IMAGE ${nodeImage}, key ${key}`;
  const kinds = there.map(({ kind }) => words[kind]).join(' and ');
  if (tools && there.length === Object.keys(words).length) {
    return good(about, `ready: clusters of ${kinds}, baked ${there[0]?.bakedAt ?? 'here'} from ${from}`);
  }
  const so = tools && kinds !== '' ? `only clusters of ${kinds} are ready` : 'not ready';
  return note(about, `${so} (${from}). ${saying(progress)}`, remedyOf(progress));
}

function saying(progress: Preparation | undefined): string {
  if (progress === undefined) return 'Their preparation has never begun';
  const { state, step, steps, title, minutesLeft, problem } = progress;
  const where = `step ${step} of ${steps}, ${title}`;
  switch (state) {
    case 'preparing':
      return `Being prepared: ${where}${minutesLeft === null ? '' : `, about ${Math.ceil(minutesLeft)} minutes`}`;
    case 'failed':
      return `It failed at ${where}: ${problem ?? 'without a word'}`;
    case 'ready':
      return 'What was prepared before was made from other sources than those here';
  }
}

function remedyOf(progress: Preparation | undefined): string {
  switch (progress?.state) {
    case 'preparing':
      return 'Wait; the pages of Kubernetes lessons say how far it is.';
    case 'failed':
      return 'Mend what it says and run npm start, which goes on from there.';
    default:
      return build;
  }
}

function sharing(there: readonly BakedFacts[]): Finding {
  const about = 'Shared layers';
  const away = there.filter(({ mounted }) => !mounted);
  if (away.length > 0) {
    const folders = away.map(({ folder }) => folder).join(', ');
    return note(
      about,
      `not mounted: ${folders}`,
      'Run npm start, which mounts them; a reboot takes the mounts away.',
    );
  }
  const types = [...new Set(there.map(({ sharedAs }) => sharedAs))].join(', ');
  return good(about, `one read-only copy for all clusters (${types})`);
}

function policies(there: readonly BakedFacts[]): Finding {
  const about = 'NetworkPolicy';
  const broken = there.find(
    ({ networkPolicy }) => networkPolicy !== undefined && networkPolicy !== 'enforced',
  );
  if (broken) {
    return note(
      about,
      `the self-test of a cluster of ${words[broken.kind]} said: ${broken.networkPolicy || 'nothing'}`,
      'Use a kernel with nf_tables (CONFIG_NF_TABLES). Selected pods get nothing until it passes.',
    );
  }
  if (there.some(({ networkPolicy }) => networkPolicy === undefined)) {
    return note(
      about,
      'what was baked does not say whether its self-test passed',
      'Each lab tests itself at its start, and its page says when it fails.',
    );
  }
  return good(about, 'enforced: each node sent packets that must not arrive, and they did not');
}

/** What is kept free: the pools' own bound. */
const KEEP_MIB = 2048;

function memory({ freeMiB, running, eachMiB }: ClusterMemory): Finding {
  const about = 'Cluster memory';
  const roomFor = (each: number) => Math.max(0, Math.floor((freeMiB - KEEP_MIB) / each));
  if (eachMiB === undefined) {
    return good(
      about,
      `no cluster runs now, so none could be measured; reckoned with 768 MiB each, ${roomFor(768)} fit`,
    );
  }
  const found = `${running} awake now, ${eachMiB} MiB each as measured just now; ${roomFor(eachMiB)} more like them fit`;
  return roomFor(eachMiB) > 0
    ? good(about, found)
    : note(about, found, 'End labs, or give the machine more memory.');
}
