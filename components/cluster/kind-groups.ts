/** What the panel lists, in the groups that people think in. */
import type { ClusterObject } from '../../lib/lab-api/cluster.ts';
import type { ClusterKind } from '../../lib/lab-api/cluster-kinds.ts';
import type { ClusterState } from './cluster-store.ts';

export interface KindGroup {
  readonly title: string;
  readonly objects: readonly ClusterObject[];
  /** How many there are beyond what is listed. */
  readonly untold: number;
  /** What the learner may not list. */
  readonly refused: readonly ClusterKind[];
  /** Said when there is nothing. */
  readonly empty: string;
}

interface GroupShape {
  readonly title: string;
  readonly kinds: readonly ClusterKind[];
  readonly empty: string;
}

const SHAPES: readonly GroupShape[] = [
  {
    title: 'Workloads',
    kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob'],
    empty: 'None yet: kubectl create deployment makes one.',
  },
  { title: 'Pods', kinds: ['Pod'], empty: 'None yet: kubectl run starts one.' },
  {
    title: 'Services',
    kinds: ['Service', 'Ingress'],
    empty: 'None yet: kubectl expose makes one.',
  },
  {
    title: 'Policies',
    kinds: ['NetworkPolicy'],
    empty: 'None: every pod may speak with every other.',
  },
  { title: 'Config', kinds: ['ConfigMap', 'Secret'], empty: 'None.' },
  {
    title: 'Storage',
    kinds: ['PersistentVolumeClaim', 'PersistentVolume', 'StorageClass'],
    empty: 'None.',
  },
  { title: 'Namespaces', kinds: ['Namespace'], empty: 'None.' },
  { title: 'Nodes', kinds: ['Node'], empty: 'None.' },
  { title: 'Events', kinds: ['Event'], empty: 'Nothing has happened in the last hour.' },
];

/** Rows that a browser draws without being asked twice; the others are found by name. */
export const ROWS_AT_MOST = 100;

interface Looked {
  readonly isInScope: (object: ClusterObject) => boolean;
  /** A part of a name. */
  readonly wanted: string;
}

export function groupsOf(
  { content, refused }: Pick<ClusterState, 'content' | 'refused'>,
  { isInScope, wanted }: Looked,
): readonly KindGroup[] {
  const part = wanted.trim().toLowerCase();
  return SHAPES.map(({ title, kinds, empty }) => {
    const found = kinds
      .flatMap((kind) => content.get(kind) ?? [])
      .filter((object) => isListed(object) && isInScope(object) && object.name.toLowerCase().includes(part));
    const sorted = title === 'Events' ? found.toSorted(newestFirst) : found;
    return {
      title,
      objects: sorted.slice(0, ROWS_AT_MOST),
      untold: Math.max(0, sorted.length - ROWS_AT_MOST),
      refused: kinds.filter((kind) => refused.has(kind)),
      empty: part === '' ? empty : 'None of that name.',
    };
  });
}

/** The ReplicaSets of a Deployment are its own affair. */
function isListed(object: ClusterObject): boolean {
  return object.kind !== 'ReplicaSet' || object.owner === null;
}

export function newestFirst(a: ClusterObject, b: ClusterObject): number {
  const [left, right] = [a, b].map((one) => (one.kind === 'Event' ? one.seenAt : one.createdAt));
  return left === right ? 0 : String(left) < String(right) ? 1 : -1;
}
