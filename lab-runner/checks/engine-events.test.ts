import { expect, test } from 'vitest';
import { isActivity } from './engine-events.ts';

const event = (Action: string, attributes: object = {}) =>
  JSON.stringify({ Type: 'container', Action, Actor: { ID: 'x', Attributes: attributes } });

test.each(['create', 'start', 'die', 'destroy', 'pull', 'tag', 'health_status: healthy', 'connect'])(
  '%s is activity',
  (action) => {
    expect(isActivity(event(action))).toBe(true);
  },
);

test.each([
  'exec_create: sh -c true',
  'exec_start: sh',
  'exec_die',
  'top',
  'archive-path',
  'attach',
  'resize',
])('%s is not: a check may do it', (action) => {
  expect(isActivity(event(action))).toBe(false);
});

test('pulling what the lesson names is ours, and any other pull is activity', () => {
  const pull = (ID: string) =>
    JSON.stringify({ Type: 'image', Action: 'pull', Actor: { ID, Attributes: {} } });
  const pulled = ['busybox', 'node:alpine'];
  expect(isActivity(pull('busybox:latest'), pulled)).toBe(false);
  expect(isActivity(pull('node:alpine'), pulled)).toBe(false);
  expect(isActivity(pull('node:20'), pulled)).toBe(true);
});

test('a container that a check made for itself is not activity', () => {
  expect(isActivity(event('start', { 'drydock.check': '' }))).toBe(false);
});

test.each([
  '',
  'HTTP/1.1 500',
  '[]',
  'null',
  '{}',
  '{"Action":7}',
  '{"Action":',
  '{"Action":"start","Actor":null}',
])('the line %j of a hostile engine does no harm', (line) => {
  expect(() => isActivity(line)).not.toThrow();
});
