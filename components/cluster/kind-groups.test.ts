import { expect, test } from 'vitest';
import type { ClusterObject } from '../../lib/lab-api/cluster.ts';
import type { ClusterKind } from '../../lib/lab-api/cluster-kinds.ts';
import { groupsOf, ROWS_AT_MOST } from './kind-groups.ts';
import { isInScope, YOURS } from './scope.ts';
import { pod } from './things.ts';

const looked = { isInScope: () => true, wanted: '' };
const groupOf = (
  title: string,
  content: ReadonlyMap<ClusterKind, readonly ClusterObject[]>,
  more: Partial<Parameters<typeof groupsOf>[1]> = {},
) =>
  groupsOf({ content, refused: new Set(['Secret']) }, { ...looked, ...more }).find(
    (group) => group.title === title,
  );

test('of five thousand pods a hundred are listed, and it is told how many are not', () => {
  const pods = Array.from({ length: 5000 }, (_, n) => pod(`p${n}`));
  const group = groupOf('Pods', new Map([['Pod', pods]]));
  expect(group?.objects).toHaveLength(ROWS_AT_MOST);
  expect(group?.untold).toBe(4900);
  expect(groupOf('Pods', new Map([['Pod', pods]]), { wanted: ' P4999 ' })?.objects).toMatchObject([
    { name: 'p4999' },
  ]);
});

test('what the learner may not list is told, beside what they may', () => {
  expect(groupOf('Config', new Map())?.refused).toEqual(['Secret']);
  expect(groupOf('Pods', new Map())?.refused).toEqual([]);
});

test('a ReplicaSet is listed when no Deployment owns it', () => {
  const alone = { ...pod('alone'), kind: 'ReplicaSet' as const, wanted: 1, ready: 1 };
  const owned = { ...alone, name: 'owned', owner: { kind: 'Deployment', name: 'web' } };
  expect(groupOf('Workloads', new Map([['ReplicaSet', [alone, owned]]]))?.objects).toEqual([alone]);
});

test('the newest event comes first', () => {
  const event = (name: string, seenAt: string) => ({
    ...{ ...pod(name), kind: 'Event' as const, type: 'Normal', reason: 'Pulled', message: '', count: 1 },
    ...{ about: { kind: 'Pod', name: 'web' }, seenAt },
  });
  const events = [event('old', '2026-01-01T10:00:00Z'), event('new', '2026-01-01T11:00:00Z')];
  expect(groupOf('Events', new Map([['Event', events]]))?.objects.map(({ name }) => name)).toEqual([
    'new',
    'old',
  ]);
});

test('yours is what the cluster did not bring itself', () => {
  expect(['shop', 'default', 'kube-system', ''].map((name) => isInScope(YOURS, name))).toEqual([
    true,
    true,
    false,
    true,
  ]);
});
