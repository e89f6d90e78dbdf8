import { expect, test } from 'vitest';
import { clusterWords } from '../../lib/lab-api/cluster-command.ts';
import { actionsOf, isScalable, terminalCommandsOf } from './object-actions.ts';
import { pod } from './things.ts';

const commands = (...of: Parameters<typeof terminalCommandsOf>) =>
  terminalCommandsOf(...of).map(({ command }) => command);

test('a pod’s log and shell are typed into a terminal', () => {
  expect(commands(pod('web'))).toEqual([
    'kubectl -n shop logs --follow --tail=100 pod/web',
    'kubectl -n shop exec --stdin --tty pod/web -- sh',
    'kubectl -n shop describe pod/web',
  ]);
});

test('of several containers each is named', () => {
  const [main] = pod('web').containers;
  const containers = [main, { ...main, name: 'side', image: 'busybox', ports: [] }] as never;
  expect(commands(pod('web', { containers } as never))).toContain(
    'kubectl -n shop exec --stdin --tty pod/web --container=side -- sh',
  );
});

test('a Deployment can be scaled, restarted, taken back and deleted, and its pods’ logs read', () => {
  const web = { ...pod('web'), kind: 'Deployment' as const, wanted: 1, ready: 1 };
  expect(isScalable(web)).toBe(true);
  expect(actionsOf(web).map(({ command }) => clusterWords(command).join(' '))).toEqual([
    'kubectl -n shop rollout restart deployment/web',
    'kubectl -n shop rollout undo deployment/web',
    'kubectl -n shop delete deployment/web --wait=false',
  ]);
  expect(commands(web)[0]).toBe(
    'kubectl -n shop logs --follow --tail=100 --prefix --all-pods deployment/web',
  );
});

test('a node is offered what it is not', () => {
  const node = {
    ...pod('n', { namespace: '' }),
    kind: 'Node' as const,
    isReady: true,
    roles: [],
    version: '',
  };
  const verbs = (isCordoned: boolean) =>
    actionsOf({ ...node, isCordoned }).map(({ command }) => command.verb);
  expect([verbs(false), verbs(true)]).toEqual([['cordon'], ['uncordon']]);
});

test.each(['web; reboot', '$(reboot)', '-rf', 'web\nreboot', '<img src=x>', 'Web', ''])(
  'what cannot be a name stands in no command: %j',
  (name) => {
    expect(actionsOf(pod(name))).toEqual([]);
    expect(commands(pod(name))).toEqual([]);
    expect(commands(pod('web', { namespace: name === '' ? ' ' : name }))).toEqual([]);
  },
);
