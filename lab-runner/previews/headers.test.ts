import { describe, expect, it } from 'vitest';
import { requestHeaders } from './request-headers.ts';
import { responseHeaders } from './response-headers.ts';

const outside = 'http://8080-aaaa.localhost:3000';
const name = { label: '8080-aaaa', host: '8080-aaaa.localhost:3000', origin: outside };
const app = 'http://127.0.0.1:3000';

describe('what a program is asked', () => {
  const asked = (headers: Record<string, string>) =>
    requestHeaders({ host: name.host, ...headers }, { outside, inside: 'localhost:8080' });

  it('comes by the name it listens on', () => {
    expect(asked({ origin: outside, referer: `${outside}/a?b` })).toEqual({
      host: 'localhost:8080',
      origin: 'http://localhost:8080',
      referer: 'http://localhost:8080/a?b',
    });
  });

  it('keeps an origin that is not the preview’s own', () => {
    expect(asked({ origin: 'http://other.example' }).origin).toBe('http://other.example');
    expect(asked({ referer: `${outside}.evil.example/` }).referer).toBe(`${outside}.evil.example/`);
  });

  it('has the learner’s cookies and none of ours', () => {
    expect(asked({ cookie: 'a=1; drydock-preview=x.y.z; __Host-drydock-preview=q; b=2' }).cookie).toBe(
      'a=1; b=2',
    );
    expect(asked({ cookie: 'drydock-session=x' })).not.toHaveProperty('cookie');
  });

  it('has nothing of proxies, nor what is for the next hop alone', () => {
    const headers = asked({
      connection: 'keep-alive, x-hop',
      'x-hop': '1',
      'x-forwarded-for': '10.0.0.1',
      te: 'trailers',
      accept: '*/*',
    });
    expect(headers).toEqual({ host: 'localhost:8080', accept: '*/*' });
  });
});

describe('what a program answers', () => {
  const answered = (headers: Record<string, string | string[]>, at = name) =>
    responseHeaders(headers, { name: at, app });

  it('sets cookies for its own host alone, that work in a frame', () => {
    const cookie = 'sid=1; Path=/; Domain=localhost; HttpOnly; SameSite=Strict; Secure';
    expect(answered({ 'set-cookie': [cookie, 'b=2; domain=127.0.0.1'] })['set-cookie']).toEqual([
      'sid=1; Path=/; HttpOnly; Secure; SameSite=None; Partitioned',
      'b=2; Secure; SameSite=None; Partitioned',
    ]);
  });

  it('cannot set a cookie of a name of ours', () => {
    expect(
      answered({ 'set-cookie': ['drydock-preview=mine', '__Host-drydock-session=mine'] }),
    ).not.toHaveProperty('set-cookie');
  });

  it('asks for nothing that browsers keep to TLS where there is none', () => {
    const plain = { ...name, origin: 'http://8080-aaaa.preview.example.org' };
    expect(answered({ 'set-cookie': 'a=1; Domain=example.org' }, plain)['set-cookie']).toEqual([
      'a=1; SameSite=Lax',
    ]);
  });

  it.each([
    'strict-transport-security',
    'clear-site-data',
    'alt-svc',
    'nel',
    'report-to',
    'x-accel-redirect',
    'x-sendfile',
    'transfer-encoding',
  ])('does not reach beyond its pages by %s', (header) => {
    expect(answered({ [header]: 'x', 'content-type': 'text/html' })).toMatchObject({
      'content-type': 'text/html',
    });
    expect(answered({ [header]: 'x' })).not.toHaveProperty(header);
  });

  it('is framed by the app and by itself, whatever it says of frames; the rest of its policy stands', () => {
    const headers = answered({
      'x-frame-options': 'DENY',
      'content-security-policy': "default-src 'self'; frame-ancestors 'none', frame-ancestors *",
    });
    expect(headers['content-security-policy']).toEqual([
      "default-src 'self'",
      `frame-ancestors 'self' ${app}`,
    ]);
    expect(headers).not.toHaveProperty('x-frame-options');
  });
});
