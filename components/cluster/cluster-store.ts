/** What the panel has heard of the cluster: changed as often as it is told, shown once a frame. */
import { type ClusterMessage, type ClusterObject, objectKey } from '../../lib/lab-api/cluster.ts';
import type { ClusterKind } from '../../lib/lab-api/cluster-kinds.ts';
import type { FeedListener } from '../panel/use-lab-feed.ts';

export type OfKind<K extends ClusterKind> = Extract<ClusterObject, { kind: K }>;

export interface ClusterState {
  /** `down`: the API does not answer · `lost`: the lab does not. Both are asked again. */
  readonly phase: 'connecting' | 'live' | 'down' | 'lost';
  readonly why: Extract<ClusterMessage, { type: 'down' }>['why'] | null;
  /** Sorted by namespace and name. Absent for a kind of which nothing was heard yet. */
  readonly content: ReadonlyMap<ClusterKind, readonly ClusterObject[]>;
  /** What the learner may not list. */
  readonly refused: ReadonlySet<ClusterKind>;
}

interface KindContent {
  shown: Map<string, ClusterObject>;
  /** What was told since it is told anew. Null while `shown` is kept up to date itself. */
  filling: Map<string, ClusterObject> | null;
}

const first: ClusterState = { phase: 'connecting', why: null, content: new Map(), refused: new Set() };

export class ClusterStore implements FeedListener<ClusterMessage> {
  readonly #nextFrame: (run: () => void) => void;
  readonly #watchers = new Set<() => void>();
  readonly #kinds = new Map<ClusterKind, KindContent>();
  readonly #changed = new Set<ClusterKind>();
  #state = first;
  #ahead: Omit<ClusterState, 'content'> = first;
  #isWaiting = false;

  constructor(nextFrame: (run: () => void) => void) {
    this.#nextFrame = nextFrame;
  }

  readonly snapshot = (): ClusterState => this.#state;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  readonly forget = (): void => {
    this.#kinds.clear();
    this.#changed.clear();
    this.#ahead = first;
    this.#state = first;
    for (const watcher of this.#watchers) watcher();
  };

  readonly lost = (): void => {
    this.#go({ phase: 'lost', why: null });
  };

  readonly heard = (message: ClusterMessage): void => {
    if (message.type === 'begin') for (const kind of this.#kinds.values()) kind.filling = new Map();
    else if (message.type === 'down') this.#go({ phase: 'down', why: message.why });
    else this.#change(message);
  };

  #change({ objects, gone, whole, refused }: Extract<ClusterMessage, { type: 'changes' }>): void {
    for (const object of objects) {
      const content = this.#contentOf(object.kind);
      (content.filling ?? content.shown).set(objectKey(object), object);
    }
    for (const key of gone) {
      const { shown, filling } = this.#contentOf(key.slice(0, key.indexOf('/')) as ClusterKind);
      (filling ?? shown).delete(key);
    }
    for (const kind of [...whole, ...refused]) {
      const content = this.#contentOf(kind);
      content.shown = content.filling ?? content.shown;
      content.filling = null;
    }
    const now = new Set(this.#ahead.refused);
    for (const kind of whole) now.delete(kind);
    for (const kind of refused) now.add(kind);
    this.#go({ phase: 'live', why: null, refused: now });
  }

  #contentOf(kind: ClusterKind): KindContent {
    const content = this.#kinds.get(kind) ?? { shown: new Map(), filling: null };
    this.#kinds.set(kind, content);
    this.#changed.add(kind);
    return content;
  }

  #go(change: Partial<ClusterState>): void {
    this.#ahead = { ...this.#ahead, ...change };
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#nextFrame(() => {
      this.#isWaiting = false;
      this.#show();
    });
  }

  #show(): void {
    const content = new Map(this.#state.content);
    for (const kind of this.#changed) {
      const shown = this.#kinds.get(kind)?.shown.values() ?? [];
      content.set(kind, [...shown].sort(byName));
    }
    this.#changed.clear();
    this.#state = { ...this.#ahead, content };
    for (const watcher of this.#watchers) watcher();
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byName = (a: ClusterObject, b: ClusterObject) =>
  compare(a.namespace, b.namespace) || compare(a.name, b.name);

/** All of one kind that was heard of. */
export function all<K extends ClusterKind>(content: ClusterState['content'], kind: K): readonly OfKind<K>[] {
  return (content.get(kind) ?? []) as readonly OfKind<K>[];
}
