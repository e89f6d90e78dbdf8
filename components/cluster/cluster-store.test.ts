import { expect, test } from 'vitest';
import type { ClusterMessage, ClusterObject } from '../../lib/lab-api/cluster.ts';
import type { ClusterKind } from '../../lib/lab-api/cluster-kinds.ts';
import { all, ClusterStore } from './cluster-store.ts';
import { pod } from './things.ts';

const rig = () => {
  let draw: (() => void) | null = null;
  let drawn = 0;
  const store = new ClusterStore((run) => {
    draw = run;
  });
  store.subscribe(() => {
    drawn += 1;
  });
  return {
    store,
    drawn: () => drawn,
    frame() {
      draw?.();
      draw = null;
    },
    names: () => all(store.snapshot().content, 'Pod').map(({ name }) => name),
  };
};
const changes = (
  objects: ClusterObject[],
  more: { gone?: string[]; whole?: ClusterKind[]; refused?: ClusterKind[] } = {},
): ClusterMessage => ({ type: 'changes', objects, gone: [], whole: [], refused: [], ...more });

test('what is told a hundred times within a frame is shown once, in order', () => {
  const { store, drawn, frame, names } = rig();
  store.heard({ type: 'begin' });
  for (let n = 99; n >= 0; n -= 1) store.heard(changes([pod(`web-${String(n).padStart(2, '0')}`)]));
  frame();
  expect(drawn()).toBe(1);
  expect(names()).toHaveLength(100);
  expect(names()[0]).toBe('web-00');
});

test('what is gone is shown no more, what changed is shown as it is now', () => {
  const { store, frame, names } = rig();
  store.heard(changes([pod('a'), pod('b', { state: 'Pending' })], { whole: ['Pod'] }));
  frame();
  store.heard(changes([pod('b', { state: 'Running' })], { gone: ['Pod/shop/a'] }));
  frame();
  expect(names()).toEqual(['b']);
  expect(all(store.snapshot().content, 'Pod')[0]?.state).toBe('Running');
});

test('when everything is told anew, what was known stands until all of it has been told', () => {
  const { store, frame, names } = rig();
  store.heard(changes([pod('old'), pod('kept')], { whole: ['Pod'] }));
  frame();
  store.heard({ type: 'begin' });
  store.heard(changes([pod('kept')]));
  frame();
  expect(names()).toEqual(['kept', 'old']);
  store.heard(changes([], { whole: ['Pod'] }));
  frame();
  expect(names()).toEqual(['kept']);
});

test('the first time, things are shown as they are told', () => {
  const { store, frame, names } = rig();
  store.heard({ type: 'begin' });
  store.heard(changes([pod('first')]));
  frame();
  expect(names()).toEqual(['first']);
});

test('while the API is away what was known is still there, and it is said why', () => {
  const { store, frame, names } = rig();
  store.heard(changes([pod('a')], { whole: ['Pod'] }));
  store.heard({ type: 'down', why: 'unreachable' });
  frame();
  expect(store.snapshot()).toMatchObject({ phase: 'down', why: 'unreachable' });
  expect(names()).toEqual(['a']);
  store.heard(changes([], { whole: ['Pod'] }));
  frame();
  expect(store.snapshot()).toMatchObject({ phase: 'live', why: null });
});

test('what may not be listed is told, until it may', () => {
  const { store, frame } = rig();
  store.heard(changes([], { refused: ['Secret'] }));
  frame();
  expect([...store.snapshot().refused]).toEqual(['Secret']);
  store.heard(changes([], { whole: ['Secret'] }));
  frame();
  expect([...store.snapshot().refused]).toEqual([]);
});

test('of another sandbox nothing is known', () => {
  const { store, frame, names } = rig();
  store.heard(changes([pod('a')], { whole: ['Pod'] }));
  frame();
  store.forget();
  expect(names()).toEqual([]);
  expect(store.snapshot().phase).toBe('connecting');
});
