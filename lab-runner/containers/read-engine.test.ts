import { expect, test } from 'vitest';
import { parseEngine } from './read-engine.ts';

const nothing = ['[]', '[]', '[]', '[]'];

test('four empty lists are an engine with nothing in it', () => {
  expect(parseEngine(`${nothing.join('\n')}\n`)).toEqual({
    containers: [],
    images: [],
    volumes: [],
    networks: [],
  });
});

test.each([
  '',
  '[]\n[]',
  'not JSON\n[]\n[]\n[]',
  '{}\n[]\n[]\n[]',
  '[{"id": 5}]\n[]\n[]\n[]',
  `["${'x'.repeat(9)}"]\n[]\n[]\n[]`,
])('what is no engine’s answer is none: %j', (lines) => {
  expect(parseEngine(lines)).toBeUndefined();
});

test('a port no machine has is refused with all the rest', () => {
  const container = {
    ...{ id: 'a', name: 'a', image: 'a', state: 'running', status: 'Up', project: null, service: null },
    ports: [{ port: 80, protocol: 'tcp', published: 99_999 }],
  };
  expect(parseEngine([JSON.stringify([container]), '[]', '[]', '[]'].join('\n'))).toBeUndefined();
});
