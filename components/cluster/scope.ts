/** Which namespaces are looked at. */
import { all, type ClusterState } from './cluster-store.ts';

/** What a cluster brings itself. */
const SYSTEM = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);

/** `yours`: what the cluster did not bring itself · `all` · or the name of one, after `only `. */
export type Scope = string;
export const YOURS: Scope = 'yours';
const ALL: Scope = 'all';
const ONLY = 'only ';

export function scopesOf(
  content: ClusterState['content'],
): readonly { readonly scope: Scope; readonly words: string }[] {
  return [
    { scope: YOURS, words: 'Yours' },
    { scope: ALL, words: 'All, with the system’s' },
    ...all(content, 'Namespace').map(({ name }) => ({ scope: ONLY + name, words: name })),
  ];
}

/** What belongs to no namespace is in all of them. */
export function isInScope(scope: Scope, namespace: string): boolean {
  if (namespace === '' || scope === ALL) return true;
  if (scope === YOURS) return !SYSTEM.has(namespace);
  return scope === ONLY + namespace;
}

export const isOneNamespace = (scope: Scope) => scope.startsWith(ONLY);
