import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AgentRig, openAgentRig } from './agent-rig.ts';

/** Where the engine's files are not ours, the agent is reached through `docker exec … drydock-agent connect`. */
describe('an agent reached through the engine', { timeout: 120_000 }, () => {
  let rig: AgentRig;
  beforeAll(async () => {
    rig = await openAgentRig('sandbox');
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  it('runs commands with input, and kills them', async () => {
    const run = await rig.bridged.exec(['cat'], { timeoutMs: 60_000, stdin: 'grüße' });
    expect(run).toMatchObject({ exitCode: 0, stdout: 'grüße' });
    const late = await rig.bridged.exec(['sleep', '1005'], { timeoutMs: 200 });
    expect(late.timedOut).toBe(true);
    for await (const line of rig.bridged.execLines(['sh', '-c', 'echo here; exec sleep 1005'], {
      signal: AbortSignal.timeout(100_000),
    })) {
      expect(line).toBe('here');
      break;
    }
    await rig.sh('while pgrep -af "^sleep 1005"; do sleep 0.01; done');
  });

  it('carries large files both ways', async () => {
    const bytes = Buffer.alloc(8 * 1024 * 1024, 'large ');
    await rig.bridged.files.write('/home/learner', 'large', bytes);
    const content = await rig.bridged.files.read('/home/learner', 'large', bytes.byteLength);
    expect(Buffer.from(content.bytes).equals(bytes)).toBe(true);
  });

  it('has terminals, and tells which errors there are', async () => {
    const pty = await rig.bridged.openPty({ id: 'far', cols: 80, rows: 24, cwd: '/' });
    pty.write(Buffer.from('exit 5\r'));
    let exitCode: number | undefined;
    for await (const event of pty.output) if (event.type === 'exit') exitCode = event.exitCode;
    expect(exitCode).toBe(5);
    await expect(rig.bridged.dial(4998)).rejects.toMatchObject({ code: 'port_closed' });
  });

  it('dials, and each direction ends by itself', async () => {
    const lines = rig.client.execLines(
      [
        'perl',
        '-MIO::Socket::INET',
        '-e',
        '$|=1; my $s = IO::Socket::INET->new(LocalAddr => "127.0.0.1:4005", Listen => 1); print "up\\n"; my $c = $s->accept; print $c uc(join "", <$c>), "!"',
      ],
      { signal: AbortSignal.timeout(100_000) },
    );
    await lines[Symbol.asyncIterator]().next();
    const stream = await rig.bridged.dial(4005);
    stream.end('through');
    expect(await text(stream)).toBe('THROUGH!');
  });
});
