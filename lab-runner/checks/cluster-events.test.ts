import { expect, test } from 'vitest';
import { isClusterChange } from './cluster-events.ts';

const event = (type: string, labels: object = {}) =>
  JSON.stringify({ type, object: { kind: 'PartialObjectMetadata', metadata: { name: 'web', labels } } });

test.each(['ADDED', 'MODIFIED', 'DELETED'])('%s is a change', (type) => {
  expect(isClusterChange(event(type))).toBe(true);
});

test('bookmarks and errors are none, and neither is what a check made', () => {
  expect(isClusterChange(event('BOOKMARK'))).toBe(false);
  expect(isClusterChange(event('ERROR'))).toBe(false);
  expect(isClusterChange(event('ADDED', { 'drydock.check': '' }))).toBe(false);
});

test('the rest of a long line, and what is no event at all, is none', () => {
  for (const line of ['', '"}}', 'curl: (7) Failed to connect', '{"type":', '[]', 'x'.repeat(70_000)]) {
    expect(isClusterChange(line)).toBe(false);
  }
});
