import { expect, test } from 'vitest';
import { EarlyKeys } from './early-keys.ts';

test('keys are kept in their order, and given once', () => {
  const keys = new EarlyKeys();
  for (const data of ['l', 's', '\x1b[A', '\x1b[1;5C', '\x1b[200~paste\x1b[201~', '\r']) keys.keep(data);
  expect(keys.take()).toBe('ls\x1b[A\x1b[1;5C\x1b[200~paste\x1b[201~\r');
  expect(keys.take()).toBe('');
});

test.each([
  ['its kind', '\x1b[?1;2c'],
  ['its version', '\x1b[>0;276;0c'],
  ['where the cursor is', '\x1b[24;80R'],
  ['that it is well', '\x1b[0n'],
  ['a mode', '\x1b[?2026;2$y'],
  ['a colour', '\x1b]11;rgb:ffff/ffff/ffff\x1b\\'],
  ['a setting', '\x1bP1$r0m\x1b\\'],
  ['its size', '\x1b[8;24;80t'],
  ['its keyboard', '\x1b[?0u'],
  ['its focus', '\x1b[I'],
])('what the terminal says of %s is not what somebody typed', (_what, answer) => {
  const keys = new EarlyKeys();
  keys.keep(answer);
  expect(keys.take()).toBe('');
});

test('a book is not kept, and what was typed before it is', () => {
  const keys = new EarlyKeys();
  keys.keep('ls');
  keys.keep('x'.repeat(5000));
  expect(keys.take()).toBe('ls');
});
