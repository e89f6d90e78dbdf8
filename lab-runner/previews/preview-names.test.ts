import { expect, test } from 'vitest';
import { isPreviewHost, parseWildcard, previewName, previewsAt, readPreviewHost } from './preview-names.ts';

const secret = new TextEncoder().encode('a secret for tests that is long enough');
const wildcard = parseWildcard('https://*.preview.example.org');
const about = { sandbox: 'abc', learner: 'ada', target: { kind: 'port', port: 8080 } } as const;

test.each([
  ['127.0.0.1:3000', ':3000'],
  ['localhost', ''],
  ['[::1]:4000', ':4000'],
])('whoever comes by %s finds previews on localhost', (host, port) => {
  expect(previewsAt(host, undefined)).toEqual({ protocol: 'http:', suffix: '.localhost', port });
});

test.each(['192.168.1.5:3000', 'drydock.lan', 'localhost.evil.example', ''])(
  'whoever comes by %s has another localhost',
  (host) => {
    expect(previewsAt(host, undefined)).toBeUndefined();
    expect(previewsAt(host, wildcard)).toBe(wildcard);
  },
);

test('another sandbox, learner, port or pod is another name; the same is the same', () => {
  const at = previewsAt('localhost:3000', undefined);
  if (!at) throw new Error('no localhost');
  const names = [
    about,
    { ...about, sandbox: 'abd' },
    { ...about, learner: 'grace' },
    { ...about, target: { kind: 'port', port: 80 } },
    { ...about, target: { kind: 'container', name: 'web', port: 8080 } },
    { ...about, target: { kind: 'pod', namespace: 'a', name: 'web', port: 8080 } },
    { ...about, target: { kind: 'service', namespace: 'a', name: 'web', port: 8080 } },
  ] as const;
  const hosts = names.map((one) => previewName(one, secret, at).host);
  expect(new Set(hosts).size).toBe(names.length);
  for (const host of hosts) expect(readPreviewHost(host, undefined).host).toBe(host);
  expect(previewName({ ...about }, secret, at).host).toBe(hosts[0]);
});

test('a name is read as it was given, whatever port a proxy has put there', () => {
  if (!wildcard) throw new Error('no wildcard');
  const { label, origin } = previewName(about, secret, wildcard);
  expect(origin).toBe(`https://${label}.preview.example.org`);
  expect(readPreviewHost(`${label}.PREVIEW.example.org:3000`, wildcard).origin).toBe(origin);
});

test.each(['x.localhost', '8080-.localhost', 'a.8080-abc.localhost', 'localhost', undefined])(
  '%s is no preview',
  (host) => {
    expect(() => readPreviewHost(host, undefined)).toThrow(
      expect.objectContaining({ code: 'preview_refused' }),
    );
  },
);

test('every name below localhost is a preview’s, and none is once the operator has named others', () => {
  expect(isPreviewHost('anything.localhost:3000', undefined)).toBe(true);
  expect(isPreviewHost('localhost:3000', undefined)).toBe(false);
  expect(isPreviewHost('anything.localhost:3000', wildcard)).toBe(false);
  expect(isPreviewHost('x.preview.example.org', wildcard)).toBe(true);
});
