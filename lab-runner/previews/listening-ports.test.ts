import { expect, test } from 'vitest';
import { portsOf } from './listening-ports.ts';

test('ports are read from what the kernel says, each once, in order', () => {
  expect(portsOf('00000000:1F90\n0100007F:0016\n00000000000000000000000000000000:1F90\n')).toEqual([
    22, 8080,
  ]);
});

test('the engine’s resolver is not the learner’s', () => {
  expect(portsOf('0B00007F:AA35\n0100007F:1F90\n')).toEqual([8080]);
});

test('what is no port is none', () => {
  expect(portsOf('')).toEqual([]);
  expect(portsOf('local_address\n00000000:0000\n00000000:XYZW\n')).toEqual([]);
});
