import { describe, expect, it } from 'vitest';
import type { ErrorCode, LabError } from '../../../errors.ts';
import { AgentClient } from './agent-client.ts';
import { connectSocketIn } from './connect-socket.ts';
import { encodeFrame } from './frames.ts';
import {
  floods,
  type HostileAgent,
  hangsUp,
  json,
  says,
  silent,
  startAgent,
  stopsReading,
} from './hostile-agents.ts';

const client = (agent: HostileAgent, answerTimeoutMs = 5_000) =>
  new AgentClient(() => connectSocketIn(agent.folder), { answerTimeoutMs });
const refused = (code: ErrorCode) => expect.objectContaining({ code });
const options = { timeoutMs: 60_000 };

/** Every operation that has an answer. */
const operations: readonly [name: string, ask: (client: AgentClient) => Promise<unknown>][] = [
  ['ping', (agent) => agent.ping()],
  ['exec', (agent) => agent.exec(['true'], options)],
  ['pty', (agent) => agent.openPty({ id: 'a', cols: 80, rows: 24, cwd: '/' })],
  ['pty list', (agent) => agent.listPtys()],
  ['pty close', (agent) => agent.closePty('a')],
  ['list', (agent) => agent.files.list('/root')],
  ['read', (agent) => agent.files.read('/root', 'a', 100)],
  ['write', (agent) => agent.files.write('/root', 'a', Buffer.alloc(1_000_000))],
  ['make folder', (agent) => agent.files.makeFolder('/root', 'a')],
  ['rename', (agent) => agent.files.rename('/root', 'a', 'b')],
  ['remove', (agent) => agent.files.remove('/root', 'a')],
  [
    'watch',
    (agent) => agent.files.watch('/root', new AbortController().signal)[Symbol.asyncIterator]().next(),
  ],
  ['dial', (agent) => agent.dial(80)],
];

describe.each(operations)('%s', (_, ask) => {
  it('is sandbox_unresponsive where the agent is silent', async () => {
    await using agent = await startAgent(silent);
    await expect(ask(client(agent, 50))).rejects.toEqual(refused('sandbox_unresponsive'));
  });

  it('is sandbox_gone where the agent hangs up, or is none', async () => {
    await using agent = await startAgent(hangsUp);
    await expect(ask(client(agent))).rejects.toEqual(refused('sandbox_gone'));
    const nobody = new AgentClient(() => connectSocketIn('/nowhere'));
    await expect(ask(nobody)).rejects.toEqual(refused('sandbox_gone'));
  });

  it.each([
    ['another protocol', Buffer.from('HTTP/1.1 200 OK\r\n\r\n')],
    ['a frame without end', Buffer.from([255, 255, 255, 255, 1])],
    ['broken JSON', encodeFrame('ok', Buffer.from('{"version":'))],
    ['JSON of another shape', json('ok', ['odd'])],
    ['an error of another shape', json('error', { code: 7 })],
    ['a frame that does not belong there', encodeFrame('restart')],
  ])('is sandbox_unresponsive where the agent says %s', async (_name, nonsense) => {
    await using agent = await startAgent(says(nonsense));
    await expect(ask(client(agent))).rejects.toEqual(refused('sandbox_unresponsive'));
  });

  it('passes on the errors of the catalogue, and no others', async () => {
    await using full = await startAgent(says(json('error', { code: 'disk_full', message: 'no space' })));
    await expect(ask(client(full))).rejects.toEqual(refused('disk_full'));
    await using odd = await startAgent(says(json('error', { code: 'constructor', message: 'x' })));
    await expect(ask(client(odd))).rejects.toEqual(refused('internal'));
  });
});

describe('an agent that sends without end', () => {
  it('gets rid of no more than a little while nobody reads', async () => {
    await using agent = await startAgent(floods);
    const pty = await client(agent).openPty({ id: 'a', cols: 80, rows: 24, cwd: '/' });
    const output = pty.output[Symbol.asyncIterator]();
    await output.next();
    let before = 0;
    const isStill = () => {
      const [last, now] = [before, agent.sentBytes()];
      before = now;
      return now > 100_000 && now === last;
    };
    await expect.poll(isStill, { interval: 100 }).toBe(true);
    expect(before).toBeLessThan(2 * 1024 * 1024);
    pty.close();
  });

  it('does not fill the result of a command beyond its cap', async () => {
    await using agent = await startAgent((socket) => {
      floods(socket);
      setTimeout(() => socket.destroy(), 100);
    });
    const run = client(agent).exec(['x'], { ...options, maxOutputBytes: 1000 });
    await expect(run).rejects.toEqual(refused('sandbox_gone'));
  });

  it('does not give more of a file than was asked for', async () => {
    await using agent = await startAgent(floods);
    await expect(client(agent).files.read('/root', 'a', 100_000)).rejects.toEqual(
      refused('sandbox_unresponsive'),
    );
    await expect(client(agent).files.list('/root')).rejects.toEqual(refused('sandbox_unresponsive'));
  });

  it('has no say in how long a command may take', async () => {
    await using agent = await startAgent(says(json('ok', {})));
    const abort = new AbortController();
    const run = client(agent).exec(['x'], { timeoutMs: 100_000, signal: abort.signal });
    abort.abort();
    await expect(run).rejects.toEqual(refused('sandbox_unresponsive'));
  }, 240_000);
});

describe('what a learner types', () => {
  async function paste(agent: HostileAgent): Promise<'open' | ErrorCode> {
    const pty = await client(agent).openPty({ id: 'a', cols: 80, rows: 24, cwd: '/' });
    let fate: 'open' | ErrorCode = 'open';
    const reading = pty.output[Symbol.asyncIterator]()
      .next()
      .catch((error: LabError) => {
        fate = error.code;
      });
    const piece = Buffer.alloc(64 * 1024);
    for (let sent = 0; sent < 32 * 1024 * 1024 && fate === 'open'; sent += piece.byteLength) {
      pty.write(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
    pty.close();
    await reading;
    return fate;
  }

  it('does not fill the runner where the agent takes nothing: the attachment ends', async () => {
    await using agent = await startAgent(stopsReading);
    expect(await paste(agent)).toBe('sandbox_unresponsive');
  });

  it('all arrives where the agent takes it', async () => {
    await using agent = await startAgent(says(json('ok', { created: true })));
    expect(await paste(agent)).toBe('open');
  });
});

describe('a signal that has aborted', () => {
  it('starts nothing', async () => {
    const nobody = new AgentClient(() => Promise.reject(new Error('it connected')));
    const signal = AbortSignal.abort();
    expect(await nobody.exec(['x'], { ...options, signal })).toMatchObject({
      exitCode: null,
      timedOut: false,
    });
    for await (const line of nobody.execLines(['x'], { signal })) throw new Error(line);
    for await (const batch of nobody.files.watch('/root', signal)) throw new Error(`${batch.length}`);
  });
});

describe('the names in a list', () => {
  it('are not more than were asked for', async () => {
    const entry = { path: 'a', type: 'file', size: 1, version: 'v' };
    const content = JSON.stringify({ entries: Array(50).fill(entry), truncated: false });
    await using agent = await startAgent(
      says(json('ok', {}), encodeFrame('data', Buffer.from(content)), encodeFrame('end')),
    );
    expect((await client(agent).files.list('/root', '', 10)).entries).toHaveLength(10);
  });
});
