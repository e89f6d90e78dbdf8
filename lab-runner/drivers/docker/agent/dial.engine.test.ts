import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AgentRig, openAgentRig } from './agent-rig.ts';

/** Serves one connection after the other: `handler` is Perl with the connection in $c. */
const server = (address: string, port: number, handler: string) => `
use Socket; use IO::Socket::IP; $SIG{PIPE} = 'IGNORE'; $| = 1;
my $s = IO::Socket::IP->new(LocalHost => '${address}', LocalPort => ${port}, Listen => 5, ReuseAddr => 1) or die $!;
print "listening\\n"; while (my $c = $s->accept) { ${handler}; close $c }`;
const UPPER = 'while (sysread($c, my $b, 65536)) { syswrite($c, uc $b) } syswrite($c, "!")';

describe('a dialled port', { timeout: 120_000 }, () => {
  let rig: AgentRig;
  const over = new AbortController();
  const serve = async (address: string, port: number, handler: string) => {
    const lines = rig.client.execLines(['perl', '-e', server(address, port, handler)], {
      signal: over.signal,
    });
    const iterator = lines[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toBe('listening');
    void iterator.next();
  };
  beforeAll(async () => {
    rig = await openAgentRig('sandbox');
  });
  afterAll(async () => {
    over.abort();
    await rig[Symbol.asyncDispose]();
  });

  it('is reached on 127.0.0.1, and each direction ends by itself', async () => {
    await serve('127.0.0.1', 4001, UPPER);
    const stream = await rig.client.dial(4001);
    stream.end('hello');
    expect(await text(stream)).toBe('HELLO!');
  });

  it('is reached on ::1 alone, too', async () => {
    await serve('::1', 4002, UPPER);
    const stream = await rig.client.dial(4002);
    stream.end('six');
    expect(await text(stream)).toBe('SIX!');
  });

  it('refuses where nothing listens', async () => {
    await expect(rig.client.dial(4999)).rejects.toMatchObject({ code: 'port_closed' });
    await expect(rig.client.dial(0)).rejects.toMatchObject({ code: 'request_invalid' });
  });

  it('carries a hundred megabytes to a reader who waits, without holding them anywhere', async () => {
    await serve('127.0.0.1', 4003, 'for (1..1600) { syswrite($c, "x" x 65536) or last }');
    const stream = await rig.client.dial(4003);
    await once(stream, 'readable');
    await rig.sh('sleep 0.3');
    expect(await rig.memoryMiB()).toBeLessThan(32);
    let byteCount = 0;
    for await (const piece of stream) byteCount += (piece as Buffer).byteLength;
    expect(byteCount).toBe(1600 * 65536);
  });

  it('is left alone when the dialler goes away', async () => {
    await serve(
      '127.0.0.1',
      4004,
      'my $n = 0; $n++ while sysread($c, my $b, 65536); open my $f, ">", "/tmp/left"; print $f "left"; close $f',
    );
    const stream = await rig.client.dial(4004);
    stream.write('bye');
    stream.destroy();
    await rig.sh('until grep -q left /tmp/left; do sleep 0.01; done');
  });
});
