import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { openAgentRig } from './agent-rig.ts';

const PORT = 5300;
/** Asks for AAAA of nginx.com. */
const QUERY = Buffer.from('abcd01000001000000000000056e67696e7803636f6d00001c0001', 'hex');
const UNKNOWN = 'abcd81830001000000000000056e67696e7803636f6d00001c0001';
const UDP = `use IO::Socket::INET;
my $s = IO::Socket::INET->new(PeerAddr => '127.0.0.1:${PORT}', Proto => 'udp') or die;
for my $query (@ARGV) { $s->send(pack 'H*', $query); $s->recv(my $answer, 512); print unpack('H*', $answer), "\\n" }`;

describe('the name server', () => {
  it('knows no name, on UDP and TCP, says so at once and refuses garbage', { timeout: 120_000 }, async () => {
    await using rig = await openAgentRig('sandbox');
    const over = new AbortController();
    const serving = rig.client
      .exec(['drydock-agent', 'dns', `127.0.0.1:${PORT}`], { timeoutMs: 60_000, signal: over.signal })
      .catch(() => undefined);
    await expect
      .poll(() =>
        rig.client.dial(PORT).then(
          (one) => one.destroy() !== undefined,
          () => false,
        ),
      )
      .toBe(true);

    const stream = await rig.client.dial(PORT);
    stream.end(
      Buffer.concat([Buffer.from([0, QUERY.byteLength]), QUERY, Buffer.from([0, QUERY.byteLength]), QUERY]),
    );
    const length = UNKNOWN.length / 2;
    expect((await buffer(stream)).toString('hex')).toBe(`00${length.toString(16)}${UNKNOWN}`.repeat(2));

    const garbage = 'abcd0100ffff000000000000ffffffff';
    const asked = await rig.client.exec(['perl', '-e', UDP, QUERY.toString('hex'), garbage], {
      timeoutMs: 60_000,
    });
    expect(asked.stdout.split('\n')).toEqual([UNKNOWN, 'abcd81850000000000000000', '']);
    over.abort();
    await serving;
  });
});
