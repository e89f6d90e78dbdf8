import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FileChange } from '../../lib/lab-api/events.ts';
import { ChangeGate } from './change-gate.ts';

const changed = (path: string): FileChange => ({ type: 'changed', path });
let passed: (readonly FileChange[])[];
let gate: ChangeGate;

beforeEach(() => {
  vi.useFakeTimers();
  passed = [];
  gate = new ChangeGate((changes) => passed.push(changes));
});
afterEach(() => {
  gate.dispose();
  vi.useRealTimers();
});

describe('changes from the sandbox', () => {
  it('pass at once when there were none before', () => {
    gate.add([changed('a')]);
    expect(passed).toEqual([[changed('a')]]);
  });

  it('pass together when they come fast, and the last is never lost', () => {
    for (let write = 0; write < 100; write++) {
      gate.add([changed('log')]);
      vi.advanceTimersByTime(10);
    }
    gate.add([changed('last')]);
    vi.advanceTimersByTime(1_000);
    expect(passed.length).toBeLessThan(8);
    expect(passed.at(-1)).toContainEqual(changed('last'));
  });

  it('become one when there are too many to name', () => {
    gate.add([changed('first')]);
    gate.add(Array.from({ length: 1_000 }, (_, index) => changed(`node_modules/${index}`)));
    vi.advanceTimersByTime(1_000);
    expect(passed.at(-1)).toEqual([{ type: 'overflow' }]);
  });

  it('of a lab that is gone pass no more', () => {
    gate.add([changed('a')]);
    gate.add([changed('b')]);
    gate.dispose();
    vi.advanceTimersByTime(1_000);
    expect(passed).toHaveLength(1);
  });
});
