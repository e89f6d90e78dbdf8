import { expect, test } from 'vitest';
import { aboutOf, standingOf } from './object-words.ts';
import { pod, service } from './things.ts';

test.each([
  ['Running', 1, 'good'],
  ['Running', 0, 'waiting'],
  ['Completed', 0, 'good'],
  ['Pending', 0, 'waiting'],
  ['Init:0/2', 0, 'waiting'],
  ['CrashLoopBackOff', 0, 'bad'],
  ['ImagePullBackOff', 0, 'bad'],
  ['OOMKilled', 0, 'bad'],
])('a pod that is %s with %d ready is %s', (state, ready, tone) => {
  expect(standingOf(pod('web', { state, ready }))).toEqual({ words: state, tone });
});

test('what is being deleted says so, whatever else it is', () => {
  expect(standingOf({ ...pod('web'), isEnding: true })).toEqual({ words: 'Terminating', tone: 'waiting' });
});

test('a Deployment counts what it has against what it shall have', () => {
  const web = { ...pod('web'), kind: 'Deployment' as const, wanted: 3, ready: 1 };
  expect(standingOf(web)).toEqual({ words: '1 of 3', tone: 'waiting' });
  expect(standingOf({ ...web, ready: 3 }).tone).toBe('good');
});

test('a pod tells its containers, its node and how often it came back', () => {
  expect(aboutOf(pod('web'))).toBe('1/1  lab-control-plane');
  expect(aboutOf(pod('web', { node: null, ready: 0, restarts: 4 }))).toBe(
    '0/1  no node yet  restarted 4 times',
  );
});

test('a service tells its ports', () => {
  const ports = [{ name: null, port: 80, protocol: 'TCP', targetPort: 'http', nodePort: null }];
  expect(aboutOf(service('web', {}, ports))).toBe('ClusterIP  10.96.0.1  :80');
});
