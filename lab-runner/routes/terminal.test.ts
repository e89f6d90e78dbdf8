import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TERMINAL_CLOSE } from '../../lib/lab-api/terminal-close.ts';
import { UNACKNOWLEDGED_BYTES } from '../../lib/lab-api/terminal-frames.ts';
import { TerminalRig } from './terminal-rig.ts';

/** In buffers that somebody still needs. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().arrayBuffers;
}

let rig: TerminalRig;
beforeEach(async () => {
  rig = await TerminalRig.open();
});
afterEach(async () => {
  await rig[Symbol.asyncDispose]();
  expect(rig.told.held).toBe(0);
});

describe('a terminal over its socket', () => {
  it('says the size, then the past, then that the past is over', async () => {
    using terminal = await rig.attach('t1', { query: '?cols=100&rows=30' });
    await terminal.until(({ frames }) => frames.length >= 2);
    expect(terminal.frames).toEqual([{ type: 'size', cols: 100, rows: 30 }, { type: 'replayed' }]);
    await terminal.sees('$ ');
  });

  it('runs what is typed', async () => {
    using terminal = await rig.attach('t1');
    terminal.type('echo good morning\r');
    await terminal.sees('\r\ngood morning\r\n');
    expect(rig.told.touches).toBeGreaterThan(0);
  });

  it('shows two browsers the same shell', async () => {
    using one = await rig.attach('t1');
    using two = await rig.attach('t1');
    one.type('echo from one\r');
    await two.sees('\r\nfrom one\r\n');
    two.type('echo from two\r');
    await one.sees('\r\nfrom two\r\n');
  });

  it('gives the screen back to a browser that was away', async () => {
    const first = await rig.attach('t1');
    first.type('echo before\r');
    await first.sees('\r\nbefore\r\n');
    first.socket.terminate();
    await first.closed;
    using again = await rig.attach('t1');
    await again.until(({ frames }) => frames.some(({ type }) => type === 'replayed'));
    expect(again.text).toContain('\r\nbefore\r\n');
  });

  it('tells every browser the new size', async () => {
    using one = await rig.attach('t1');
    using two = await rig.attach('t1');
    one.send({ type: 'resize', cols: 132, rows: 43 });
    const isThere = ({ frames }: typeof one) => frames.some((it) => it.type === 'size' && it.cols === 132);
    await Promise.all([one.until(isThere), two.until(isThere)]);
    one.type('stty size\r');
    await two.sees('43 132');
  });

  it('says that the shell exited, and how', async () => {
    using terminal = await rig.attach('t1');
    terminal.type('exit 3\r');
    expect((await terminal.closed).code).toBe(TERMINAL_CLOSE.exited);
    expect(terminal.frames.at(-1)).toEqual({ type: 'exit', exitCode: 3 });
    // Opened, then ended.
    expect(rig.told.changes).toBe(2);
  });

  it('survives a flood with a browser that keeps up', async () => {
    using terminal = await rig.attach('t1');
    terminal.type('seq 1 500000\r');
    await terminal.sees('\r\n500000\r\n');
    expect(terminal.received).toBeGreaterThan(3_000_000);
  });
});

describe('a browser that does not keep up', () => {
  it('gets no more than the window, and the rest once it has taken that', async () => {
    using terminal = await rig.attach('t1');
    terminal.acknowledges = false;
    terminal.type('seq 1 500000\r');
    await terminal.until(({ received }) => received >= UNACKNOWLEDGED_BYTES);
    const windowful = terminal.received;
    terminal.acknowledges = true;
    terminal.send({ type: 'acknowledge', byteCount: windowful });
    await terminal.sees('\r\n500000\r\n');
    expect(windowful).toBeLessThan(UNACKNOWLEDGED_BYTES + 64 * 1024);
  });

  it('that reads nothing at all does not hold up the others, nor fill the runner', async () => {
    using stuck = await rig.attach('t1');
    stuck.socket.pause();
    using quick = await rig.attach('t1');
    const before = heldBytes();
    quick.type('seq 1 3000000\r');
    await quick.sees('\r\n3000000\r\n');
    expect(quick.received).toBeGreaterThan(20_000_000);
    expect(heldBytes() - before).toBeLessThan(10_000_000);
  });

  it('cannot make its window larger by acknowledging what it never got', async () => {
    using terminal = await rig.attach('t1');
    terminal.acknowledges = false;
    for (let time = 0; time < 10; time++) terminal.send({ type: 'acknowledge', byteCount: 0xffffffff });
    terminal.type('seq 1 500000\r');
    await terminal.until(({ received }) => received >= UNACKNOWLEDGED_BYTES);
    expect(terminal.received).toBeLessThan(UNACKNOWLEDGED_BYTES + 64 * 1024);
  });
});

describe('bad input at the socket', () => {
  it.each([
    ['a type that does not exist', Buffer.from([9, 1, 2, 3])],
    ['an empty frame', Buffer.alloc(0)],
    ['half a size', Buffer.from([1, 0, 80])],
    ['a size of nothing', Buffer.from([1, 0, 0, 0, 0])],
    ['a size of 65535', Buffer.from([1, 255, 255, 255, 255])],
    ['text', 'hello'],
  ])('closes on %s, and the shell goes on', async (_what, garbage) => {
    using terminal = await rig.attach('t1');
    using bystander = await rig.attach('t1');
    terminal.socket.send(garbage);
    expect(await terminal.closed).toEqual({ code: TERMINAL_CLOSE.badFrame, reason: 'request_invalid' });
    bystander.type('echo alive\r');
    await bystander.sees('\r\nalive\r\n');
  });

  it('closes with 1009 on a frame of 100 MB without taking it in', async () => {
    using terminal = await rig.attach('t1');
    using bystander = await rig.attach('t1');
    terminal.socket.send(Buffer.alloc(100_000_000));
    // The server may hang up while the rest is on its way.
    expect([1009, 1006]).toContain((await terminal.closed).code);
    bystander.type('echo alive\r');
    await bystander.sees('\r\nalive\r\n');
  });

  it.each(['UPPER', 'a.b', 'x'.repeat(33), '..%2f'])('refuses the id %s', async (id) => {
    await expect(rig.attach(id)).rejects.toThrow('HTTP 4');
  });

  it('takes a nonsense size in the address as 80 by 24', async () => {
    using terminal = await rig.attach('t1', { query: '?cols=-5&rows=many' });
    await terminal.until(({ frames }) => frames.length > 0);
    expect(terminal.frames[0]).toEqual({ type: 'size', cols: 80, rows: 24 });
  });
});

describe('rights and limits', () => {
  it('refuses the upgrade without a ticket', async () => {
    await expect(rig.attach('t1', { rights: 'none' })).rejects.toThrow('HTTP 401');
  });

  it('lets somebody who watches look, not type', async () => {
    using owner = await rig.attach('t1');
    await owner.sees('$ ');
    using watcher = await rig.attach('t1', { rights: 'watch', query: '?cols=20&rows=5' });
    watcher.type('echo from the watcher\r');
    watcher.send({ type: 'resize', cols: 20, rows: 5 });
    owner.type('echo from the owner\r');
    await watcher.sees('\r\nfrom the owner\r\n');
    expect(watcher.text).not.toContain('watcher');
    expect(watcher.frames.filter(({ type }) => type === 'size')).toEqual([
      { type: 'size', cols: 80, rows: 24 },
    ]);
  });

  it('does not open a shell for somebody who watches', async () => {
    using watcher = await rig.attach('t1', { rights: 'watch' });
    expect(await watcher.closed).toEqual({ code: TERMINAL_CLOSE.refused, reason: 'not_allowed' });
    expect(await rig.sandbox.listPtys()).toEqual([]);
  });

  it('holds the limit of terminals also when they are opened all at once', async () => {
    const terminals = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => rig.attach(id)));
    const fates = await Promise.all(
      terminals.map((one) => Promise.race([one.closed, one.until(({ frames }) => frames.length > 0)])),
    );
    expect(fates.filter((fate) => fate !== undefined)).toEqual(
      Array(2).fill({ code: TERMINAL_CLOSE.refused, reason: 'terminal_limit' }),
    );
    expect(await rig.sandbox.listPtys()).toHaveLength(3);
    for (const terminal of terminals) terminal.socket.terminate();
  });

  it('ends a shell that is deleted, and every browser hears it', async () => {
    using terminal = await rig.attach('t1');
    await terminal.sees('$ ');
    expect((await rig.delete('t1', 'watch')).status).toBe(403);
    expect((await rig.delete('t1')).status).toBe(204);
    expect((await terminal.closed).code).toBe(TERMINAL_CLOSE.exited);
    expect(await rig.sandbox.listPtys()).toEqual([]);
  });
});

describe('a lab that goes away', () => {
  it('closes its terminals with "lab ended"', async () => {
    using terminal = await rig.attach('t1');
    await terminal.sees('$ ');
    rig.endLab();
    expect(await terminal.closed).toEqual({ code: TERMINAL_CLOSE.labEnded, reason: 'lab_missing' });
  });

  it.each([
    ['lab_missing', TERMINAL_CLOSE.labEnded],
    ['lab_busy', TERMINAL_CLOSE.tryAgain],
    ['engine_down', TERMINAL_CLOSE.tryAgain],
  ] as const)('answers %s by close code %i', async (problem, code) => {
    rig.refuse(problem);
    using terminal = await rig.attach('t1');
    expect(await terminal.closed).toEqual({ code, reason: problem });
  });
});
