import { expect, test } from 'vitest';
import { atVersionOf, isSameButState, withoutVersion } from './yaml-version.ts';

const yaml = (line: string, { replicas = 1, ready = 1 } = {}) =>
  `kind: Deployment\nmetadata:\n  name: web\n${line}  uid: x\nspec:\n  replicas: ${replicas}\nstatus:\n  conditions:\n  - type: Available\n  readyReplicas: ${ready}\n`;
const version = (number: number) => `  resourceVersion: "${number}"\n`;

test('only the version it was read at is left out, or made another', () => {
  expect(withoutVersion(yaml(version(1)))).toBe(yaml(''));
  expect(withoutVersion(yaml(''))).toBe(yaml(''));
  expect(atVersionOf(yaml(version(1), { replicas: 3 }), yaml(version(2)))).toBe(
    yaml(version(2), { replicas: 3 }),
  );
});

test('what differs in version and state alone was changed by nobody', () => {
  expect(isSameButState(yaml(version(1)), yaml(version(2), { ready: 0 }))).toBe(true);
  expect(isSameButState(yaml(version(1)), yaml(version(2), { replicas: 2 }))).toBe(false);
});
