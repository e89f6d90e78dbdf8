import { expect, test } from 'vitest';
import { addressOf, readAddress } from './preview-address.ts';

test.each([
  ['8080', 'localhost:8080/'],
  [':8080/shop?a=b#c', 'localhost:8080/shop?a=b#c'],
  ['http://localhost:3000', 'localhost:3000/'],
  [' 127.0.0.1:8080/x ', 'localhost:8080/x'],
  ['container/web:80', 'container/web:80/'],
  ['pod/default/web-5d4:8080/healthz', 'pod/default/web-5d4:8080/healthz'],
  ['service/kube-system/web:80', 'service/kube-system/web:80/'],
])('%s is understood as %s', (text, address) => {
  const read = readAddress(text);
  expect(read && addressOf(read)).toBe(address);
});

test.each([
  '',
  '0',
  '70000',
  'example.org',
  'http://example.org:80/',
  'container/--rm:80',
  'pod/web:80',
  'web',
])('"%s" is no address of a lab', (text) => {
  expect(readAddress(text)).toBeUndefined();
});
