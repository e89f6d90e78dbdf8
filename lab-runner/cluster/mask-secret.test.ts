import { expect, test } from 'vitest';
import { maskSecret } from './mask-secret.ts';

const secret = `apiVersion: v1
data:
  password: aHVudGVyMg==
kind: Secret
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"v1","data":{"password":"aHVudGVyMg=="},"kind":"Secret"}
  name: db
  namespace: shop
type: Opaque
`;

test('a Secret keeps its keys and everything else, and none of its values', () => {
  const masked = maskSecret(secret);
  expect(masked).not.toContain('aHVudGVyMg');
  expect(masked).toContain('password: ••••••••');
  expect(masked).toContain('  name: db\n  namespace: shop\ntype: Opaque\n');
});

test('values that hide behind an anchor, or are no map, are masked too', () => {
  const masked = maskSecret('kind: Secret\ndata: {a: &x aHVudGVyMg==, b: *x}\nstringData: [aHVudGVyMg==]\n');
  expect(masked).not.toContain('aHVudGVyMg');
});

test.each(['', 'kind: ConfigMap\ndata: {a: b}\n', '[', 'kind: Secret\n---\nkind: Secret\ndata: {a: b}\n'])(
  'what is no one Secret is not shown: %j',
  (yaml) => {
    expect(maskSecret(yaml)).toBeUndefined();
  },
);
