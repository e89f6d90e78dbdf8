import { expect, test } from 'vitest';
import { stateInWords } from './state-words.ts';

test.each([
  ['running', 'Up 3 minutes', 'running'],
  ['running', 'Up 3 minutes (healthy)', 'running, healthy'],
  ['running', 'Up 2 seconds (health: starting)', 'running, health: starting'],
  ['paused', 'Up 3 minutes (Paused)', 'paused'],
  ['exited', 'Exited (137) 5 hours ago', 'exited with 137'],
  ['created', 'Created', 'created'],
])('%s, %j: %s', (state, status, words) => {
  expect(stateInWords({ state, status })).toBe(words);
});
