import { expect, test } from 'vitest';
import { withoutVersion } from './yaml-version.ts';

test('only the version it was read at is left out', () => {
  const yaml = (line: string) => `metadata:\n  name: web\n${line}  uid: x\n`;
  expect(withoutVersion(yaml('  resourceVersion: "4711"\n'))).toBe(yaml(''));
  expect(withoutVersion(yaml(''))).toBe(yaml(''));
});
