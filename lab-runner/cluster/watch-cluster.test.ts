import { expect, test } from 'vitest';
import { parseMessage } from './watch-cluster.ts';

const namespace = {
  ...{ kind: 'Namespace', name: 'shop', namespace: '', createdAt: '', labels: {}, owner: null },
  ...{ isEnding: false, state: 'Active' },
};
const changes = (objects: unknown) =>
  JSON.stringify({ type: 'changes', objects, gone: [], whole: [], refused: [] });

test('a line is a message', () => {
  expect(parseMessage(changes([namespace]))).toMatchObject({ type: 'changes', objects: [namespace] });
  expect(parseMessage('{"type": "down", "why": "kubeconfig"}')).toEqual({ type: 'down', why: 'kubeconfig' });
});

test.each([
  '',
  'Traceback (most recent call last):',
  'null',
  '[]',
  '{"type": "down", "why": "x"}',
  changes({}),
])('what is no message is none: %j', (line) => {
  expect(parseMessage(line)).toBeUndefined();
});

test('one odd thing does not take the others with it', () => {
  const odd = [{ ...namespace, name: 5 }, { ...namespace, kind: 'Dragon' }, null, 'text'];
  expect(parseMessage(changes([...odd, namespace]))).toMatchObject({ objects: [namespace] });
});

test('a page is told of nothing but what it is meant to be told', () => {
  const message = parseMessage(changes([{ ...namespace, data: { password: 'hunter2' } }]));
  expect(JSON.stringify(message)).not.toContain('hunter2');
});
