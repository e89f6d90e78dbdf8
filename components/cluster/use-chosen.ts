import { useRef, useState } from 'react';
import { type ClusterObject, type ObjectKey, objectKey } from '../../lib/lab-api/cluster.ts';
import type { ClusterKind } from '../../lib/lab-api/cluster-kinds.ts';
import type { ClusterState } from './cluster-store.ts';

/** YAML that somebody has begun to change, by the thing it is of. Kept while the page is. */
export type Drafts = Map<ObjectKey, string>;

export interface Chosen {
  readonly key: ObjectKey | null;
  readonly object: ClusterObject | null;
  /** It is there no more, and shown because there is a draft of it. */
  readonly isGone: boolean;
  readonly drafts: Drafts;
  readonly choose: (key: ObjectKey | null) => void;
}

/** The one thing that is looked at. */
export function useChosen(content: ClusterState['content']): Chosen {
  const [key, setKey] = useState<ObjectKey | null>(null);
  const [drafts] = useState<Drafts>(() => new Map());
  const last = useRef<ClusterObject | null>(null);
  const found = key === null ? undefined : find(content, key);
  if (found) last.current = found;
  const kept = key !== null && drafts.has(key) && last.current ? last.current : null;
  const isGone = !found && kept !== null && objectKey(kept) === key;
  return { key, object: found ?? (isGone ? kept : null), isGone, drafts, choose: setKey };
}

function find(content: ClusterState['content'], key: ObjectKey): ClusterObject | undefined {
  const kind = key.slice(0, key.indexOf('/')) as ClusterKind;
  return content.get(kind)?.find((object) => objectKey(object) === key);
}
