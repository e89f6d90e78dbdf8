import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { signReceipt } from '../lib/lab-api/ticket.ts';
import { eventually } from './testing/manual-clock.ts';
import { SECRET, ServerRig } from './testing/server-rig.ts';

const codeOf = (answer: { json(): { problem?: { code?: string } } }) => answer.json().problem?.code;

test('a lab is started, looked at, checked, given more time, reset and ended over HTTP', async () => {
  await using server = await ServerRig.open();
  const until = (state: string) => server.rig.until(server.rig.ada, (view) => view.state === state);
  expect((await server.ask({ method: 'GET', url: '/lab' })).json().state).toBe('none');
  const started = await server.ask({ method: 'POST', url: '/lab/start' });
  expect(['starting', 'ready']).toContain(started.json().state);
  await until('ready');
  const extended = await server.ask({ method: 'POST', url: '/lab/extend' });
  expect(extended.statusCode).toBe(200);
  const check = await server.ask({ method: 'POST', url: '/lab/check', payload: { task: 'one' } });
  expect(check.json().tasks[0]).toMatchObject({ id: 'one', running: true });
  expect((await server.ask({ method: 'POST', url: '/lab/reset' })).json().state).toBe('resetting');
  await until('ready');
  expect((await server.ask({ method: 'DELETE', url: '/lab' })).json().state).toBe('ending');
  await until('none');
});

test('files of the lab are reached through the same server', async () => {
  await using server = await ServerRig.open();
  await server.rig.started();
  const answer = await server.ask({ method: 'GET', url: '/lab/file?path=hello.txt' });
  expect(answer.body).toBe('hello\n');
});

async function token(
  claims: object,
  secret = SECRET,
  audience = 'drydock:lab',
  expires = '10m',
): Promise<string> {
  const jwt = new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256' }).setAudience(audience);
  return jwt.setExpirationTime(expires).sign(secret);
}
const claims = { learner: 'ada', lesson: 'build', rights: 'own' };
const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ ...claims, aud: 'drydock:lab' }))}.`;

test.each([
  ['no ticket', async () => undefined, 'ticket_missing'],
  ['garbage', async () => 'Bearer x.y.z', 'ticket_invalid'],
  ['a ticket that is not signed', async () => `Bearer ${unsigned}`, 'ticket_invalid'],
  [
    'a ticket of another secret',
    async () => `Bearer ${await token(claims, new Uint8Array(32))}`,
    'ticket_invalid',
  ],
  [
    'an expired ticket',
    async () => `Bearer ${await token(claims, SECRET, 'drydock:lab', '-1s')}`,
    'ticket_expired',
  ],
  [
    'a ticket for a path',
    async () => `Bearer ${await token({ ...claims, lesson: '../x' })}`,
    'ticket_invalid',
  ],
  [
    'a receipt in place of a ticket',
    async () => `Bearer ${await signReceipt({ ...claims, task: 'one', passedAt: '' }, SECRET)}`,
    'ticket_invalid',
  ],
])('%s is 401', async (_what, authorization, code) => {
  await using server = await ServerRig.open();
  const headers = { authorization: await authorization() };
  const answer = await server.ask({ method: 'POST', url: '/lab/start', headers });
  expect([answer.statusCode, codeOf(answer)]).toEqual([401, code]);
  expect(server.rig.backend.records.size).toBe(0);
});

test('who may only watch can look, and change nothing; who may assist has files and no lab', async () => {
  await using server = await ServerRig.open();
  await server.rig.started();
  const ask = (rights: 'watch' | 'assist', method: 'GET' | 'POST' | 'DELETE', url: string) =>
    server.ask({ method, url, ticket: { rights } }).then(({ statusCode }) => statusCode);
  expect(await ask('watch', 'GET', '/lab')).toBe(200);
  expect(await ask('watch', 'GET', '/lab/files')).toBe(200);
  expect(await ask('watch', 'DELETE', '/lab/file?path=hello.txt')).toBe(403);
  expect(await ask('watch', 'POST', '/lab/check')).toBe(403);
  expect(await ask('assist', 'DELETE', '/lab/file?path=hello.txt')).toBe(204);
  for (const rights of ['watch', 'assist'] as const) {
    expect(await ask(rights, 'POST', '/lab/reset')).toBe(403);
    expect(await ask(rights, 'DELETE', '/lab')).toBe(403);
  }
});

test.each([
  ['another site', { origin: 'https://evil.example' }],
  ['another port of this machine', { origin: 'http://localhost:4000' }],
  ['a page without an origin', { origin: 'null' }],
  ['nobody at all', { origin: undefined }],
  ['a name that somebody else lets point at us', { host: 'evil.example', origin: 'http://evil.example' }],
  ['a host that is none', { host: 'a b', origin: 'http://a b' }],
])('a mutation in the name of %s is refused', async (_who, headers) => {
  await using server = await ServerRig.open();
  const answer = await server.ask({ method: 'POST', url: '/lab/start', headers });
  expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'origin_refused']);
  expect(server.rig.backend.records.size).toBe(0);
});

test('a look at the lab under a name that somebody else lets point at us is refused too', async () => {
  await using server = await ServerRig.open();
  const answer = await server.ask({ method: 'GET', url: '/lab', headers: { host: 'evil.example' } });
  expect(codeOf(answer)).toBe('origin_refused');
});

test.each([
  ['an address', { host: '192.0.2.7:3000', origin: 'http://192.0.2.7:3000' }],
  ['an IPv6 address', { host: '[::1]:3000', origin: 'http://[::1]:3000' }],
  [
    'the public name, behind a proxy that ends TLS',
    { host: 'lab.example.org', origin: 'https://lab.example.org' },
  ],
])('%s is ours', async (_what, headers) => {
  await using server = await ServerRig.open({ publicOrigin: 'https://lab.example.org' });
  const answer = await server.ask({ method: 'POST', url: '/lab/start', headers });
  expect(answer.statusCode).toBe(200);
});

test.each([
  ['not JSON', '{', 'request_invalid', 400],
  ['of another shape', '{"tusk":"one"}', 'request_invalid', 400],
  ['a list', '["one"]', 'request_invalid', 400],
  ['larger than any of ours', JSON.stringify({ task: 'x'.repeat(70_000) }), 'too_large', 413],
  ['about a task that is not there', '{"task":"nine"}', 'task_missing', 404],
])('a body that is %s gets a clear answer', async (_what, payload, code, status) => {
  await using server = await ServerRig.open();
  await server.rig.started();
  const headers = { 'content-type': 'application/json' };
  const answer = await server.ask({ method: 'POST', url: '/lab/check', payload, headers });
  expect([answer.statusCode, codeOf(answer)]).toEqual([status, code]);
});

test.each(['/lab/nothing', '/lab/../etc/passwd', '/lab/start/x', '/lab/%00'])(
  '%s is no route',
  async (url) => {
    await using server = await ServerRig.open();
    const answer = await server.ask({ method: 'POST', url });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
  },
);

test('a lesson that does not exist is 404', async () => {
  await using server = await ServerRig.open();
  const answer = await server.ask({ method: 'POST', url: '/lab/start', ticket: { lesson: 'nothing' } });
  expect([answer.statusCode, codeOf(answer)]).toEqual([404, 'lesson_missing']);
});

test('an error of ours is logged once, with its cause, and the learner reads no more than a sentence', async () => {
  await using server = await ServerRig.open({ files: { 'm/run/lab.yaml': 'sandbox: docker' } });
  const answer = await server.ask({ method: 'GET', url: '/lab', ticket: { lesson: 'run' } });
  expect([answer.statusCode, codeOf(answer)]).toEqual([500, 'lesson_broken']);
  expect(answer.body).not.toContain('lab.yaml');
  expect(server.log.filter((line) => line.includes('m/run/lab.yaml:1:1'))).toHaveLength(1);
});

test('while the engine is dead labs are engine_down, health says so, and both come back', async () => {
  await using server = await ServerRig.open();
  await server.rig.started();
  server.rig.backend.behave('broken');
  await server.rig.clock.advance(2000);
  expect((await server.ask({ method: 'GET', url: '/lab/health' })).json()).toEqual({
    ready: false,
    engine: 'down',
  });
  const answer = await server.ask({ method: 'GET', url: '/lab/files' });
  expect([answer.statusCode, codeOf(answer)]).toEqual([503, 'engine_down']);
  expect(answer.headers['retry-after']).toBe('2');
  server.rig.backend.recover('broken');
  await server.rig.clock.advance(2000);
  expect((await server.ask({ method: 'GET', url: '/lab/health' })).statusCode).toBe(200);
  expect((await server.ask({ method: 'GET', url: '/lab/files' })).statusCode).toBe(200);
});

test('forty learners who start at nine o’clock, and ask twice, are not too many', async () => {
  await using server = await ServerRig.open({ limits: { labs: 40 } });
  const learners = Array.from({ length: 40 }, (_, index) => `learner-${index}`);
  const starts = [...learners, ...learners].map((learner) =>
    server.ask({ method: 'POST', url: '/lab/start', ticket: { learner } }),
  );
  expect((await Promise.all(starts)).map(({ statusCode }) => statusCode)).toEqual(Array(80).fill(200));
  const ready = learners.map((learner) =>
    server.rig.until({ learner, lesson: 'build' }, ({ state }) => state === 'ready'),
  );
  await Promise.all(ready);
  expect(server.rig.backend.records.size).toBe(40);
}, 60_000);

test('a loop of requests is slowed down, and only for the one who runs it', async () => {
  await using server = await ServerRig.open();
  const ask = (learner: string) => server.ask({ method: 'GET', url: '/lab', ticket: { learner } });
  const answers = await Promise.all(Array.from({ length: 300 }, () => ask('ada')));
  expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(100);
  expect((await ask('bob')).statusCode).toBe(200);
  await server.rig.clock.advance(1000);
  expect((await ask('ada')).statusCode).toBe(200);
});

test('the events socket tells the whole lab first, then every change', async () => {
  await using server = await ServerRig.open();
  const page = await server.events();
  expect(await page.until(() => true)).toMatchObject({ type: 'lab', lab: { state: 'none' } });
  await server.ask({ method: 'POST', url: '/lab/start' });
  await page.until((event) => event.type === 'lab' && event.lab.state === 'starting');
  await page.until((event) => event.type === 'lab' && event.lab.state === 'ready');
  expect(page.socket.protocol).toBe('drydock');
  page.socket.close();
  await page.closed;
});

test.each([
  ['a forged ticket', { token: 'x.y.z' }, 401],
  ['another origin', { origin: 'https://evil.example' }, 403],
])('a socket with %s is refused before it is one', async (_what, options, status) => {
  await using server = await ServerRig.open();
  expect(await (await server.events(options)).closed).toBe(status);
});

test('a socket for a lesson that does not exist says so and closes', async () => {
  await using server = await ServerRig.open();
  const page = await server.events({ ticket: { lesson: 'nothing' } });
  expect(await page.until(() => true)).toMatchObject({
    type: 'problem',
    problem: { code: 'lesson_missing' },
  });
  expect(await page.closed).toBe(1008);
});

test.each([
  ['text', 'hello', 1008],
  ['a frame over the limit', Buffer.alloc(65_538), 1009],
  ['a frame of 100 MB', Buffer.alloc(100_000_000), 1009],
])('%s on the events socket closes it, and the server goes on', async (_what, frame, code) => {
  await using server = await ServerRig.open();
  const page = await server.events();
  await page.until(() => true);
  page.socket.send(frame);
  // The server may hang up while the rest of a huge frame is on its way.
  expect([code, 1006]).toContain(await page.closed);
  expect((await server.ask({ method: 'GET', url: '/lab' })).statusCode).toBe(200);
});

test('bytes that are no WebSocket frame close the socket, and the server goes on', async () => {
  await using server = await ServerRig.open();
  const page = await server.events();
  await page.until(() => true);
  (page.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(
    Buffer.from('GET / HTTP'),
  );
  expect([1002, 1006]).toContain(await page.closed);
  expect((await server.ask({ method: 'GET', url: '/lab' })).statusCode).toBe(200);
});

test('a page that closes its socket no longer keeps the lab awake', async () => {
  await using server = await ServerRig.open();
  await server.rig.started();
  const page = await server.events();
  await page.until(() => true);
  page.socket.close();
  await page.closed;
  await eventually(async () => {
    await server.rig.clock.advance(121_000);
    return (await server.rig.labs.view(server.rig.ada)).state === 'frozen';
  });
});
