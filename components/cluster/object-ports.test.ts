import { expect, test } from 'vitest';
import { portsOf } from './object-ports.ts';
import { pod, service } from './things.ts';

const port = { name: null, port: 80, protocol: 'TCP', targetPort: 'http', nodePort: 30080 };

test('a port of a service leads to its pods, and can be seen as a page', () => {
  expect(portsOf(service('web', {}, [port]))).toEqual([
    {
      words: '80/TCP leads to http of its pods, and localhost:30080 leads here',
      name: '80/TCP',
      target: { kind: 'service', namespace: 'shop', name: 'web', port: 80 },
    },
  ]);
});

test('a page is offered where there can be one: over TCP, of a pod that runs, of what has a name', () => {
  const targets = (...of: Parameters<typeof portsOf>) => portsOf(...of).map(({ target }) => target);
  expect(targets(service('dns', {}, [{ ...port, protocol: 'UDP' }]))).toEqual([null]);
  expect(targets(service('$(reboot)', {}, [port]))).toEqual([null]);
  const ports = [{ name: 'http', port: 80, protocol: 'TCP' }];
  expect(targets(pod('web', { ports, state: 'Pending' }))).toEqual([null]);
  expect(targets(pod('web', { ports }))).toEqual([{ kind: 'pod', namespace: 'shop', name: 'web', port: 80 }]);
});
