import { expect, test } from 'vitest';
import { type ClusterCommand, clusterCommandSchema, clusterWords, getWords } from './cluster-command.ts';

const web = { namespace: 'shop', name: 'web' };
const words = (command: ClusterCommand) => clusterWords(command).join(' ');

test('each command is one that a learner could type', () => {
  expect([
    words({ verb: 'scale', kind: 'Deployment', ...web, replicas: 3 }),
    words({ verb: 'restart', kind: 'DaemonSet', ...web }),
    words({ verb: 'undo', kind: 'StatefulSet', ...web }),
    words({ verb: 'cordon', kind: 'Node', namespace: '', name: 'lab-worker' }),
    words({ verb: 'delete', kind: 'Pod', ...web }),
    words({ verb: 'delete', kind: 'Namespace', namespace: '', name: 'shop' }),
    getWords({ kind: 'Secret', ...web }).join(' '),
  ]).toEqual([
    'kubectl -n shop scale deployment/web --replicas=3',
    'kubectl -n shop rollout restart daemonset/web',
    'kubectl -n shop rollout undo statefulset/web',
    'kubectl cordon lab-worker',
    'kubectl -n shop delete pod/web --wait=false',
    'kubectl delete namespace/shop --wait=false',
    'kubectl -n shop get secret/web --output=yaml',
  ]);
});

test.each([
  { verb: 'delete', kind: 'Pod', namespace: 'shop', name: '--all' },
  { verb: 'delete', kind: 'Pod', namespace: 'shop', name: 'web;reboot' },
  { verb: 'delete', kind: 'Pod', namespace: 'shop --all', name: 'web' },
  { verb: 'delete', kind: 'Pod', namespace: 'shop', name: 'web/../all' },
  { verb: 'delete', kind: 'Pod', namespace: 'shop', name: '' },
  { verb: 'delete', kind: 'Everything', ...web },
  { verb: 'scale', kind: 'DaemonSet', ...web, replicas: 1 },
  { verb: 'scale', kind: 'Deployment', ...web, replicas: 1e6 },
  { verb: 'scale', kind: 'Deployment', ...web, replicas: -1 },
  { verb: 'drain', kind: 'Node', namespace: '', name: 'lab-worker' },
])('is refused: %j', (command) => {
  expect(clusterCommandSchema.safeParse(command).success).toBe(false);
});
