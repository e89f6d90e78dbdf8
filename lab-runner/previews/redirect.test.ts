import { expect, test } from 'vitest';
import { readRedirect } from './redirect.ts';

const origin = 'http://8080-aaaa.localhost:3000';
const from = {
  path: '/shop/cart?x=1',
  inside: 'localhost:8080',
  name: { label: '8080-aaaa', host: '8080-aaaa.localhost:3000', origin },
  app: 'http://127.0.0.1:3000',
};

test.each([
  ['/login', '/login'],
  ['checkout?y=2#top', '/shop/checkout?y=2#top'],
  ['http://localhost:8080/login', '/login'],
  ['http://127.0.0.1:8080/', '/'],
  ['http://0.0.0.0:8080/x', '/x'],
  [`${origin}/home`, '/home'],
  ['https://docs.docker.com/', 'https://docs.docker.com/'],
  ['//example.org/x', 'http://example.org/x'],
  ['http://[', 'http://['],
])('%s is followed as %s', (location, followed) => {
  expect(readRedirect(location, from)).toEqual({ type: 'follow', location: followed });
});

test.each(['http://127.0.0.1:3000/learn/build', '//127.0.0.1:3000/', 'https://127.0.0.1:3000/'])(
  '%s leads to the app, and is not followed',
  (location) => {
    expect(readRedirect(location, from)).toEqual({ type: 'app' });
  },
);

test('localhost on another port is a port of the sandbox', () => {
  expect(readRedirect('http://localhost:9090/x', from)).toEqual({ type: 'port', port: 9090 });
  expect(readRedirect('https://localhost:8080/x', from)).toEqual({ type: 'port', port: 8080 });
});

test('a program that listens on the port that the app has outside means itself', () => {
  const same = { ...from, inside: 'localhost:3000' };
  expect(readRedirect('http://127.0.0.1:3000/x', same)).toEqual({ type: 'follow', location: '/x' });
});
