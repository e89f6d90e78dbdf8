import xterm from '@xterm/xterm';
import { expect, it, vi } from 'vitest';
import { ACKNOWLEDGE_EVERY_BYTES, type ServerFrame } from '../../lib/lab-api/terminal-frames.ts';
import { FramePump } from './frame-pump.ts';

const text = (words: string): ServerFrame => ({ type: 'data', bytes: new TextEncoder().encode(words) });

/** A real xterm, which needs no page until it is shown, and everything that the pump tells. */
function rig() {
  const terminal = new xterm.Terminal({ cols: 80, rows: 24, allowProposedApi: true });
  const told: string[] = [];
  let pump: FramePump;
  const connect = () => {
    pump = new FramePump(terminal, {
      acknowledge: (byteCount) => told.push(`acknowledge ${byteCount}`),
      live: () => told.push('live'),
      exit: (exitCode) => told.push(`exit ${exitCode}`),
      size: ({ cols, rows }) => {
        told.push(`size ${cols}x${rows} at line ${terminal.buffer.active.cursorY}`);
        terminal.resize(cols, rows);
      },
    });
    return pump;
  };
  const answers: string[] = [];
  terminal.onData((data) => {
    if (!pump.past) answers.push(data);
  });
  const settle = () => new Promise<void>((resolve) => terminal.write('', resolve));
  const line = (row: number) => terminal.buffer.active.getLine(row)?.translateToString(true);
  return { terminal, told, answers, connect, settle, line };
}

it('gives the screen each size exactly where it was in force', async () => {
  const { connect, told, line, settle } = rig();
  const pump = connect();
  pump.take({ type: 'size', cols: 20, rows: 10 });
  pump.take(text(`${'x'.repeat(25)}\r\n`));
  pump.take({ type: 'size', cols: 40, rows: 10 });
  pump.take(text('y'.repeat(35)));
  pump.take({ type: 'replayed' });
  await settle();
  await settle();
  expect(told).toEqual(['size 20x10 at line 0', 'size 40x10 at line 2', 'live']);
  // The first line was wrapped at 20 columns, and was whole again when there were 40.
  expect([line(0), line(1)]).toEqual(['x'.repeat(25), 'y'.repeat(35)]);
});

it('does not answer a query of the past, and answers one of now', async () => {
  const { connect, answers, settle } = rig();
  const pump = connect();
  pump.take({ type: 'size', cols: 80, rows: 24 });
  pump.take(text('\x1b[c\x1b[6n'));
  pump.take({ type: 'replayed' });
  await settle();
  await settle();
  expect(answers).toEqual([]);
  pump.take(text('\x1b[6n'));
  await settle();
  expect(answers).toEqual(['\x1b[1;1R']);
});

it('keeps the old screen until the new connection says something, then shows that alone', async () => {
  const { connect, line, settle } = rig();
  connect().take(text('before'));
  await settle();
  const pump = connect();
  await settle();
  expect(line(0)).toBe('before');
  pump.take({ type: 'size', cols: 80, rows: 24 });
  pump.take(text('after'));
  await settle();
  await settle();
  expect(line(0)).toBe('after');
});

it('clears what an old connection wrote and the screen had not parsed yet', async () => {
  const { connect, line, settle } = rig();
  const old = connect();
  old.take(text('unparsed'));
  old.stop();
  const pump = connect();
  pump.take({ type: 'size', cols: 80, rows: 24 });
  pump.take(text('fresh'));
  await settle();
  await settle();
  expect(line(0)).toBe('fresh');
});

it('acknowledges in large steps what the screen has taken, never what it has not', async () => {
  const { connect, told, settle } = rig();
  const pump = connect();
  pump.take({ type: 'size', cols: 80, rows: 24 });
  await settle();
  const half = { type: 'data', bytes: new Uint8Array(ACKNOWLEDGE_EVERY_BYTES / 2).fill(46) } as const;
  pump.take(half);
  pump.take(half);
  pump.take(half);
  expect(told.filter((word) => word.startsWith('ack'))).toEqual([]);
  await settle();
  expect(told.filter((word) => word.startsWith('ack'))).toEqual([`acknowledge ${ACKNOWLEDGE_EVERY_BYTES}`]);
});

it('gives a large frame to the screen piece by piece, so that a picture is drawn in between', async () => {
  const { terminal, connect, settle } = rig();
  const written = vi.spyOn(terminal, 'write');
  const pump = connect();
  pump.take({ type: 'size', cols: 80, rows: 24 });
  await settle();
  const bytes = new TextEncoder().encode('zwölf Boxkämpfer '.repeat(6000));
  pump.take({ type: 'data', bytes });
  await settle();
  const pieces = written.mock.calls.map(([data]) => data).filter((data) => typeof data !== 'string');
  expect(Math.max(...pieces.map(({ byteLength }) => byteLength))).toBeLessThan(20_000);
  expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
});

it('acknowledges nothing any more once its connection has ended', async () => {
  const { connect, told, settle } = rig();
  const pump = connect();
  pump.take({ type: 'data', bytes: new Uint8Array(2 * ACKNOWLEDGE_EVERY_BYTES).fill(46) });
  pump.stop();
  await settle();
  expect(told).toEqual([]);
});

it('starts over on a restart and takes what follows for the past', async () => {
  const { connect, answers, line, settle } = rig();
  const pump = connect();
  pump.take({ type: 'size', cols: 80, rows: 24 });
  pump.take({ type: 'replayed' });
  pump.take(text('lost'));
  pump.take({ type: 'restart' });
  pump.take({ type: 'size', cols: 80, rows: 24 });
  pump.take(text('kept\x1b[c'));
  await settle();
  await settle();
  await settle();
  expect(line(0)).toBe('kept');
  expect(answers).toEqual([]);
  expect(pump.past).toBe(true);
});

it('parses an echo at once after a key, so that nothing waits for a turn of the loop', async () => {
  const { connect, terminal, line, settle } = rig();
  const pump = connect();
  pump.take({ type: 'size', cols: 80, rows: 24 });
  pump.take({ type: 'replayed' });
  await settle();
  await settle();
  terminal.input('a');
  pump.take(text('a'));
  expect(line(0)).toBe('a');
});
