import type { LabView } from '../../lib/lab-api/lab.ts';
import type { Problem } from '../../lib/lab-api/problem.ts';
import type { Connection } from './lab-context.ts';

export interface LabSnapshot {
  readonly lab: LabView | null;
  readonly connection: Connection;
  readonly problem: Problem | null;
}

export interface LabStore {
  snapshot(): LabSnapshot;
  subscribe(listener: () => void): () => void;
  set(patch: Partial<LabSnapshot>): void;
}

export function createLabStore(): LabStore {
  const watchers = new Set<() => void>();
  let state: LabSnapshot = { lab: null, connection: 'connecting', problem: null };
  return {
    snapshot: () => state,
    subscribe(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    set(patch) {
      state = { ...state, ...patch };
      for (const watcher of watchers) watcher();
    },
  };
}
