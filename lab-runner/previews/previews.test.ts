/** Previews through the whole server: real HTTP on both sides, and a learner's program that behaves as badly as it likes. */
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { cookieOf } from './preview-client.ts';
import { PreviewRig } from './preview-rig.ts';

const PORT = 8080;
const target = { kind: 'port', port: PORT } as const;

let rig: PreviewRig;
beforeEach(async () => {
  rig = await PreviewRig.open();
});
afterEach(async () => {
  await rig[Symbol.asyncDispose]();
});

const says = (text: string) => rig.serve(PORT, (_request, response) => void response.end(text));
const echo = () =>
  rig.serve(PORT, (request, response) => {
    response.setHeader('content-type', 'application/json');
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      response.end(JSON.stringify({ method, url, headers, body }));
    });
  });

describe('a preview', () => {
  it('has an origin of its own, on the port that its learner came by', async () => {
    const preview = await rig.open(target);
    expect(preview.origin).toMatch(new RegExp(`^http://8080-[a-z2-7]{26}\\.localhost:${rig.port}$`));
    expect((await rig.open({ kind: 'port', port: 9090 })).origin).not.toBe(preview.origin);
    expect((await rig.open(target)).origin).toBe(preview.origin);
  });

  it('shows what the program serves, asked by the name it listens on', async () => {
    await echo();
    const visitor = await rig.visit(target);
    const headers = { origin: visitor.origin, 'content-type': 'text/plain' };
    const { body } = await visitor.ask('/a//b/../%7e?x=1&y', { method: 'POST', headers, body: 'hello' });
    const seen = JSON.parse(body);
    expect(seen).toMatchObject({
      method: 'POST',
      url: '/a//b/../%7e?x=1&y',
      body: 'hello',
    });
    expect(seen.headers).toMatchObject({ host: 'localhost:8080', origin: 'http://localhost:8080' });
    expect(JSON.stringify(seen.headers)).not.toContain('drydock');
  });

  it('lets a browser in once for each entrance, and there to the path that was asked for', async () => {
    await says('hello');
    const { entrance, origin } = await rig.open(target);
    const first = await rig.ask(`${entrance}&to=/shop%3Fa=b`);
    expect([first.status, first.headers.location]).toEqual([303, '/shop?a=b']);
    expect(first.headers['set-cookie']?.[0]).toMatch(
      /^drydock-preview=\S+; Path=\/; HttpOnly; Secure; SameSite=None; Partitioned$/,
    );
    expect((await rig.ask(entrance)).status).toBe(403);
    const { body } = await rig.ask(origin, { headers: { cookie: cookieOf(first.headers) } });
    expect(body).toBe('hello');
  });

  it('is not left by the path of an entrance', async () => {
    for (const to of ['//evil.example/', 'http://evil.example/', `${rig.app}/`, '\\\\evil.example']) {
      const { entrance } = await rig.open(target);
      const { headers } = await rig.ask(`${entrance}&to=${encodeURIComponent(to)}`);
      expect(headers.location).toMatch(/^\/(?!\/)/);
    }
  });

  it('carries a WebSocket both ways, with its subprotocol, and keeps the lab awake meanwhile', async () => {
    const program = await says('no');
    const sockets = new WebSocketServer({ server: program, handleProtocols: () => 'chat' });
    sockets.on('connection', (socket, request) => {
      socket.on('message', (data) => socket.send(`${request.headers.origin} ${data}`));
    });
    const visitor = await rig.visit(target);
    const socket = visitor.socket('/ws');
    await once(socket, 'open');
    socket.send('ahoy');
    expect(String((await once(socket, 'message'))[0])).toBe('http://localhost:8080 ahoy');
    socket.close(4001, 'done');
    expect((await once(socket, 'close'))[0]).toBe(4001);
  });
});

describe('who may see it', () => {
  it('nobody who guesses its name: without the pass it is refused, and the program is not asked', async () => {
    let asked = 0;
    await rig.serve(PORT, (_request, response) => {
      asked += 1;
      response.end('secret');
    });
    const { origin } = await rig.open(target);
    const answer = await rig.ask(origin, { headers: { cookie: 'drydock-preview=made.up.token' } });
    expect([answer.status, asked]).toEqual([403, 0]);
    expect(answer.body).toContain('Open it in the Preview tab');
    expect(answer.body).not.toContain('secret');
  });

  it('not with the pass of another preview, nor an entrance of another', async () => {
    await says('hello');
    const visitor = await rig.visit(target);
    const other = await rig.open({ kind: 'port', port: 9090 });
    expect((await rig.ask(other.origin, { headers: { cookie: visitor.cookie } })).status).toBe(403);
    const swapped = other.entrance.replace(other.origin, visitor.origin);
    expect((await rig.ask(swapped)).status).toBe(403);
  });

  it('not with the ticket of the lab in place of a pass', async () => {
    await says('hello');
    const { origin } = await rig.open(target);
    const cookie = `drydock-preview=${await rig.server.ticket()}`;
    expect((await rig.ask(origin, { headers: { cookie } })).status).toBe(403);
  });

  it('not one who only watches, nor one who has no lab', async () => {
    await expect(rig.open(target, { rights: 'watch' })).rejects.toThrow('not_allowed');
    await expect(rig.open(target, { learner: 'grace' })).rejects.toThrow('lab_missing');
  });

  it('is asked for by the app’s own pages alone', async () => {
    const { origin } = await rig.open(target);
    const ask = (from: string) =>
      rig.server.ask({ method: 'POST', url: '/lab/previews', payload: target, headers: { origin: from } });
    expect((await ask(origin)).json().problem.code).toBe('origin_refused');
  });

  it('refuses mutations and WebSockets that pages of other sites make with its pass', async () => {
    await echo();
    const visitor = await rig.visit(target);
    const headers = { origin: 'http://evil.example' };
    expect((await visitor.ask('/', { method: 'POST', headers })).status).toBe(403);
    const socket = visitor.socket('/', headers);
    socket.on('error', () => {});
    const [, response] = await once(socket, 'unexpected-response');
    expect(response.statusCode).toBe(403);
  });

  it.each([
    { kind: 'port', port: 0 },
    { kind: 'port', port: 70_000 },
    { kind: 'container', name: '--help', port: 80 },
    { kind: 'container', name: '../x', port: 80 },
    { kind: 'pod', namespace: '-n', name: 'x', port: 80 },
    { kind: 'host', name: 'example.org', port: 80 },
  ])('does not lead to %o', async (nonsense) => {
    const asked = rig.server.ask({ method: 'POST', url: '/lab/previews', payload: nonsense });
    expect((await asked).json().problem.code).toBe('request_invalid');
  });
});

describe('the app and previews', () => {
  it('have no name in common: under a preview’s there is no app', async () => {
    const { origin } = await rig.open(target);
    for (const path of ['/lab/health', '/lab', '/', '/api/ticket']) {
      expect((await rig.ask(origin + path)).status).toBe(403);
      expect((await rig.ask(`http://made-up.localhost:${rig.port}${path}`)).status).toBe(403);
    }
    expect((await rig.ask(`${rig.app}/lab/health`)).status).toBe(200);
  });

  it('the app’s mutations and sockets refuse a page of a preview, whatever it holds', async () => {
    const { origin } = await rig.open(target);
    for (const url of ['/lab/start', '/lab/previews', '/lab/check']) {
      const headers = { host: `127.0.0.1:${rig.port}`, origin };
      const answer = await rig.server.ask({ method: 'POST', url, headers });
      expect([answer.statusCode, answer.json().problem.code]).toEqual([403, 'origin_refused']);
      const itself = { host: new URL(origin).host, origin };
      expect((await rig.server.ask({ method: 'POST', url, headers: itself })).statusCode).toBe(403);
    }
    expect(await (await rig.server.events({ origin })).closed).toBe(403);
  });

  it('cookies of neither reach the other', async () => {
    await rig.serve(PORT, (request, response) => {
      response.setHeader('set-cookie', [
        'a=1; Domain=localhost',
        'b=2; Domain=127.0.0.1',
        'drydock-preview=mine',
      ]);
      response.end(request.headers.cookie);
    });
    const visitor = await rig.visit(target);
    const cookie = `${visitor.cookie}; drydock-session=of-the-app; theirs=1`;
    const { headers, body } = await visitor.ask('/', { headers: { cookie } });
    expect(body).toBe('theirs=1');
    expect(headers['set-cookie']).toEqual([
      'a=1; Secure; SameSite=None; Partitioned',
      'b=2; Secure; SameSite=None; Partitioned',
    ]);
  });

  it('are not led to each other: a redirect to the app is refused, one within the preview is followed', async () => {
    await rig.serve(PORT, (request, response) => {
      const to = {
        '/app': `${rig.app}/learn/build`,
        '/port': 'http://localhost:9090/',
        '/home': 'http://localhost:8080/x',
      };
      response.writeHead(302, { location: to[request.url as keyof typeof to] }).end();
    });
    const visitor = await rig.visit(target);
    const refused = await visitor.ask('/app');
    expect([refused.status, refused.headers.location]).toEqual([502, undefined]);
    expect(refused.body).toContain('to Drydock itself');
    expect((await visitor.ask('/port')).body).toContain('It is port 9090');
    expect((await visitor.ask('/home')).headers.location).toBe('/x');
  });

  it('the app frames the preview, and nobody else does', async () => {
    await says('hello');
    const visitor = await rig.visit(target);
    const { headers } = await visitor.ask('/');
    expect(headers['content-security-policy']).toBe(`frame-ancestors 'self' ${rig.app}`);
  });
});

describe('a program that behaves badly', () => {
  it('a service worker is not handed out, since it would outlive the lab', async () => {
    await says('self.addEventListener("fetch", () => {})');
    const visitor = await rig.visit(target);
    const headers = { 'service-worker': 'script', 'sec-fetch-dest': 'serviceworker' };
    const answer = await visitor.ask('/sw.js', { headers });
    expect([answer.status, answer.headers['content-type']]).toEqual([403, 'text/plain; charset=utf-8']);
  });

  it('headers without an end are read to 16 KiB', async () => {
    let wrote = 0;
    await rig.listen(PORT, (socket) => {
      socket.on('error', () => {});
      const more = () => {
        if (!socket.destroyed && wrote < 1000)
          socket.write(`x-${wrote++}: ${'y'.repeat(1000)}\r\n`, () => setImmediate(more));
      };
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n');
        more();
      });
    });
    const visitor = await rig.visit(target);
    const answer = await visitor.ask('/');
    expect(answer.status).toBe(502);
    expect(answer.body).toContain('more than 16 KiB');
    expect(wrote).toBeLessThan(1000);
  });

  it('what does not speak HTTP is said to be no page, also when it speaks first', async () => {
    await rig.listen(PORT, (socket) => void socket.on('error', () => {}).write('-ERR unknown command\r\n'));
    const visitor = await rig.visit(target);
    expect((await visitor.ask('/')).body).toContain('does not speak HTTP');
  });

  it('one that hangs up is said to have hung up, and asked again where asking changes nothing', async () => {
    await rig.listen(PORT, (socket) => void socket.on('error', () => {}).once('data', () => socket.end()));
    const visitor = await rig.visit(target);
    const { body, headers } = await visitor.ask('/');
    expect(headers['x-drydock-problem']).toBe('preview_hung_up');
    expect(body).toContain('closed it without an answer');
    const script = /<script src="([^"]+)">/.exec(body)?.[1] ?? '';
    expect((await visitor.ask(script)).body).toContain('location.reload');
    expect((await visitor.ask('/', { method: 'POST' })).body).not.toContain('<script');
  });

  it('an answer that has no end in sight goes through as it is read, and is held nowhere', async () => {
    const piece = Buffer.alloc(1 << 20, 'x');
    let sent = 0;
    await rig.serve(PORT, (_request, response) => {
      const more = () => {
        while (sent < 128) {
          sent += 1;
          if (!response.write(piece)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    const visitor = await rig.visit(target);
    const answer = await visitor.stream('/');
    await once(answer, 'readable');
    // Whoever does not read on holds up the program, not the server.
    for (let turn = 0; turn < 50; turn += 1) await new Promise((next) => setImmediate(next));
    expect(sent).toBeLessThan(32);
    let received = 0;
    for await (const chunk of answer) received += (chunk as Buffer).byteLength;
    expect(received).toBe(128 << 20);
  });

  it('a WebSocket that dies mid-action is closed in the browser, and the preview goes on', async () => {
    const program = await says('still here');
    const sockets = new WebSocketServer({ server: program });
    sockets.on('connection', (socket) => socket.on('message', () => socket.terminate()));
    const visitor = await rig.visit(target);
    const socket = visitor.socket('/');
    await once(socket, 'open');
    socket.send('half of it');
    expect((await once(socket, 'close'))[0]).toBe(1006);
    expect((await visitor.ask('/')).body).toBe('still here');
  });

  it('a port that is closed is waited for, and what listens on it is seen from the kernel', async () => {
    const visitor = await rig.visit(target);
    const waiting = await visitor.ask('/');
    expect(waiting.status).toBe(502);
    expect(waiting.body).toContain('Waiting for port 8080');
    expect(waiting.headers['content-security-policy']).toContain("script-src 'self'");
    expect((await visitor.ask('/.drydock/waiting.js')).headers['content-type']).toContain('javascript');
    expect((await visitor.ask('/.drydock/listening')).body).toBe('{"listening":false}');
    rig.listening.push(PORT);
    expect((await visitor.ask('/.drydock/listening')).body).toBe('{"listening":true}');
    const { body } = await rig.server.ask({ method: 'GET', url: '/lab/previews/ports' });
    expect(JSON.parse(body)).toEqual({ ports: [PORT] });
  });
});

describe('a lab that goes away', () => {
  it('takes its previews along: sockets close, and pages say that it has ended', async () => {
    const program = await says('hello');
    new WebSocketServer({ server: program });
    const visitor = await rig.visit(target);
    const socket = visitor.socket('/');
    await once(socket, 'open');
    const closed = once(socket, 'close');
    await rig.server.ask({ method: 'DELETE', url: '/lab' });
    await closed;
    await rig.server.rig.until(rig.server.rig.ada, ({ state }) => state === 'none');
    const answer = await visitor.ask('/');
    expect([answer.status, answer.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(answer.body).toContain('The lab has ended');
  });

  it('that starts anew has previews of other names: the old pass opens nothing', async () => {
    await says('hello');
    const visitor = await rig.visit(target);
    const { rig: labs } = rig.server;
    await labs.labs.reset(labs.ada);
    await labs.until(labs.ada, ({ state }) => state === 'ready');
    await says('of the new sandbox');
    const answer = await visitor.ask('/');
    expect(answer.status).toBe(410);
    expect((await rig.open(target)).origin).not.toBe(visitor.origin);
  });

  it('that is frozen wakes up for whoever asks', async () => {
    await says('awake');
    const visitor = await rig.visit(target);
    const { rig: labs } = rig.server;
    await labs.clock.advance(200_000);
    await labs.until(labs.ada, ({ state }) => state === 'frozen');
    expect((await visitor.ask('/')).body).toBe('awake');
  });
});
