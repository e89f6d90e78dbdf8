/** The front between a browser and a page server: a real one, that says what it was asked. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { ServerRig } from '../testing/server-rig.ts';

const INLINE = 'self.__next_f.push([1,"a > b"])';
const PAGE = `<!doctype html><script src="/_next/a.js"></script><script>${INLINE}</script><script id='x' data-a="<>">two()</script>`;
const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function behindFront(
  answer: Answer,
  { development = false, publicOrigin = undefined as string | undefined } = {},
) {
  const web = createServer(answer);
  await new Promise<void>((listening) => web.listen(0, '127.0.0.1', listening));
  const webUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  const server = await ServerRig.open({
    front: { webUrl, development },
    ...(publicOrigin && { publicOrigin }),
  });
  const stop = () => {
    web.closeAllConnections();
    return new Promise<void>((closed) => web.close(() => closed()));
  };
  return {
    server,
    web,
    stop,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      if (web.listening) await stop();
    },
  };
}

const html: Answer = (_request, response) =>
  response.setHeader('content-type', 'text/html; charset=utf-8').end(PAGE);

function policyOf(answer: { headers: Record<string, unknown> }): Record<string, string> {
  const text = String(answer.headers['content-security-policy']);
  return Object.fromEntries(text.split('; ').map((directive) => directive.split(/ (.*)/s).slice(0, 2)));
}

test('a page gets a policy that allows its own inline scripts by hash, and no others', async () => {
  await using front = await behindFront(html);
  const answer = await front.server.ask({ method: 'GET', url: '/learn/build' });
  expect(answer.body).toBe(PAGE);
  const policy = policyOf(answer);
  expect(policy['script-src']).toBe(`'self' ${sha256(INLINE)} ${sha256('two()')}`);
  expect(policy['default-src']).toBe("'self'");
  expect(policy['frame-ancestors']).toBe("'none'");
  expect(policy['frame-src']).toBe('http://*.localhost:3000');
  expect(policy['connect-src']).toContain('ws://localhost:3000');
  expect(JSON.stringify(policy)).not.toContain('unsafe-eval');
});

test('every answer carries the headers that keep it where it belongs', async () => {
  await using front = await behindFront((_request, response) =>
    response.setHeader('x-powered-by', 'Next').end('x'),
  );
  const { headers } = await front.server.ask({ method: 'GET', url: '/a.txt' });
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  });
  expect(headers['permissions-policy']).toContain('camera=()');
  expect(headers['x-powered-by']).toBeUndefined();
});

test('a compressed page stays compressed, and its scripts are hashed all the same', async () => {
  await using front = await behindFront((_request, response) => {
    response.setHeader('content-type', 'text/html').setHeader('content-encoding', 'gzip').end(gzipSync(PAGE));
  });
  for (let time = 0; time < 2; time += 1) {
    const answer = await front.server.ask({
      method: 'GET',
      url: '/',
      headers: { 'accept-encoding': 'gzip, br' },
    });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(answer.rawPayload).toString()).toBe(PAGE);
    expect(policyOf(answer)['script-src']).toContain(sha256(INLINE));
  }
});

test('what is not a page goes through as it comes', async () => {
  const bytes = Buffer.from([0, 255, 1, 254]);
  await using front = await behindFront((_request, response) => {
    response.writeHead(206, { 'content-type': 'application/octet-stream', etag: '"x"' }).end(bytes);
  });
  const answer = await front.server.ask({ method: 'GET', url: '/_next/static/a.js' });
  expect([answer.statusCode, answer.headers.etag]).toEqual([206, '"x"']);
  expect(answer.rawPayload).toEqual(bytes);
  expect(answer.headers['content-security-policy']).toBeUndefined();
});

test('bodies, cookies, redirects and the status of web reach the browser', async () => {
  await using front = await behindFront((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const headers = { location: '/next', 'set-cookie': ['a=1', 'b=2'], 'content-type': 'application/json' };
      response
        .writeHead(303, headers)
        .end(JSON.stringify({ body, method: request.method, cookie: request.headers.cookie }));
    });
  });
  const payload = { lesson: 'build' };
  const answer = await front.server.ask({
    method: 'POST',
    url: '/api/ticket?x=1',
    payload,
    headers: { cookie: 'who=ada; drydock-session=ada' },
  });
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/next']);
  expect(answer.headers['set-cookie']).toEqual(['a=1', 'b=2']);
  expect(answer.json()).toEqual({
    body: JSON.stringify(payload),
    method: 'POST',
    cookie: 'drydock-session=ada',
  });
});

test('a client cannot say where it comes from, nor pass for a part of Next', async () => {
  await using front = await behindFront((request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(request.headers));
  });
  const fake = {
    'x-forwarded-for': '10.0.0.1',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'for=10.0.0.1',
    'x-real-ip': '10.0.0.1',
    'x-middleware-subrequest': 'middleware',
    te: 'trailers',
    'keep-alive': 'timeout=5',
    rsc: '1',
  };
  const answer = await front.server.ask({ method: 'GET', url: '/', headers: fake });
  const seen = answer.json();
  expect(seen).toMatchObject({
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': 'localhost:3000',
    'x-forwarded-proto': 'http',
    rsc: '1',
  });
  for (const name of ['forwarded', 'x-real-ip', 'x-middleware-subrequest', 'te'])
    expect(seen[name]).toBeUndefined();
});

test('behind a public name, web gets no cookie that a page of a preview could have set, and frames no localhost', async () => {
  const options = { publicOrigin: 'https://lab.example.org' };
  await using front = await behindFront((request, response) => {
    response.setHeader('content-type', 'text/html').end(request.headers.cookie ?? 'none');
  }, options);
  const cookie = '__Host-drydock-session=ada; drydock-session=tossed; sid=tossed';
  const headers = { host: 'lab.example.org', cookie };
  const answer = await front.server.ask({ method: 'GET', url: '/', headers });
  expect(answer.body).toBe('__Host-drydock-session=ada');
  expect(policyOf(answer)['frame-src']).toBe("'none'");
});

test('behind a public name with TLS, web hears of it and browsers are told to stay there', async () => {
  const options = { publicOrigin: 'https://lab.example.org' };
  await using front = await behindFront(
    (request, response) => response.end(request.headers['x-forwarded-proto']),
    options,
  );
  const answer = await front.server.ask({ method: 'GET', url: '/', headers: { host: 'lab.example.org' } });
  expect(answer.body).toBe('https');
  expect(answer.headers['strict-transport-security']).toContain('max-age');
});

test('a mutation of a page from another site does not reach web', async () => {
  let asked = 0;
  await using front = await behindFront((_request, response) => {
    asked += 1;
    response.end();
  });
  const headers = { origin: 'https://evil.example' };
  expect((await front.server.ask({ method: 'POST', url: '/api/progress', headers })).statusCode).toBe(403);
  expect(asked).toBe(0);
});

test('while web is down a person gets a page that looks again, a program the problem, and labs go on', async () => {
  await using front = await behindFront(html);
  await front.stop();
  const person = await front.server.ask({ method: 'GET', url: '/', headers: { accept: 'text/html,*/*' } });
  expect(person.statusCode).toBe(502);
  expect(person.body).toContain('http-equiv="refresh"');
  expect(person.body).not.toContain('127.0.0.1');
  expect(policyOf(person)['script-src']).toBe("'self'");
  const program = await front.server.ask({
    method: 'GET',
    url: '/api/x',
    headers: { accept: 'application/json' },
  });
  expect([program.statusCode, program.json().problem.code]).toEqual([502, 'web_down']);
  expect((await front.server.ask({ method: 'POST', url: '/lab/start' })).statusCode).toBe(200);
  expect(front.server.log.filter((line) => line.includes('ECONNREFUSED'))).toHaveLength(2);
});

test('a web that hangs up in the middle of a page is down too', async () => {
  await using front = await behindFront((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': '1000' }).write('<html>');
    response.socket?.destroy();
  });
  const answer = await front.server.ask({ method: 'GET', url: '/', headers: { accept: 'text/html' } });
  expect(answer.statusCode).toBe(502);
});

test('in development the page server’s own socket goes through, and its scripts may evaluate', async () => {
  await using front = await behindFront(html, { development: true });
  const sockets = new WebSocketServer({ server: front.web });
  sockets.on('connection', (socket, request) => {
    socket.on('message', (data) => socket.send(`${request.url} ${String(data)}`));
  });
  const url = await front.server.listen();
  const page = new WebSocket(`${url.replace('http', 'ws')}/_next/webpack-hmr?id=1`, { origin: url });
  page.on('open', () => page.send('ping'));
  const heard = await new Promise((resolve) => page.once('message', (data) => resolve(String(data))));
  expect(heard).toBe('/_next/webpack-hmr?id=1 ping');
  page.terminate();
  for (const socket of sockets.clients) socket.terminate();
  expect(policyOf(await front.server.ask({ method: 'GET', url: '/' }))['script-src']).toContain(
    "'unsafe-eval'",
  );
});

test('in production a socket that is not /lab is closed', async () => {
  await using front = await behindFront(html);
  const url = await front.server.listen();
  const page = new WebSocket(`${url.replace('http', 'ws')}/_next/webpack-hmr`, { origin: url });
  page.on('error', () => {});
  await new Promise((closed) => page.once('close', closed));
});
