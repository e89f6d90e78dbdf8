import { useState, useSyncExternalStore } from 'react';
import { useLabFeed } from '../panel/use-lab-feed.ts';
import { type ClusterState, ClusterStore } from './cluster-store.ts';

/** What the lab's cluster has, live while the panel is seen. */
export function useCluster(isSeen: boolean): ClusterState {
  const [store] = useState(() => new ClusterStore((run) => requestAnimationFrame(run)));
  useLabFeed('/lab/cluster', isSeen, store);
  return useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
}
