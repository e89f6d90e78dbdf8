import xterm from '@xterm/xterm';
import { expect, it } from 'vitest';
import { TerminalSize } from './terminal-size.ts';

/** A real xterm in a pane whose room the test says, and what is asked of the shell. */
function rig(room = { cols: 100, rows: 30 }) {
  const terminal = new xterm.Terminal({ cols: 80, rows: 24 });
  const pane: { room: { cols: number; rows: number } | undefined } = { room };
  const asked: string[] = [];
  const size = new TerminalSize(terminal, { proposeDimensions: () => pane.room });
  return {
    size,
    pane,
    asked,
    fill: () => size.fill((cols, rows) => asked.push(`${cols}x${rows}`)),
    shown: () => `${terminal.cols}x${terminal.rows}`,
  };
}

it('fills the pane and asks the shell for that size, once', () => {
  const { size, fill, asked, shown } = rig();
  size.told({ cols: 80, rows: 24 });
  fill();
  fill();
  expect(asked).toEqual(['100x30']);
  expect(shown()).toBe('100x30');
});

it('asks nothing when the shell has that size already', () => {
  const { size, fill, asked } = rig();
  size.told({ cols: 100, rows: 30 });
  fill();
  expect(asked).toEqual([]);
});

it('passes over older sizes of its own that come back while a newer one is on its way', () => {
  const { size, pane, fill, shown } = rig();
  size.told({ cols: 80, rows: 24 });
  fill();
  pane.room = { cols: 120, rows: 40 };
  fill();
  size.told({ cols: 100, rows: 30 });
  expect(shown()).toBe('120x40');
  size.told({ cols: 120, rows: 40 });
  expect(shown()).toBe('120x40');
});

it('shows the size that another browser gave the shell, and takes it back where one works', () => {
  const { size, fill, asked, shown } = rig();
  size.told({ cols: 100, rows: 30 });
  size.told({ cols: 60, rows: 20 });
  expect(shown()).toBe('60x20');
  fill();
  expect(asked).toEqual(['100x30']);
  expect(shown()).toBe('100x30');
});

it.each([undefined, { cols: Number.NaN, rows: Number.NaN }])(
  'asks nothing while its pane is hidden (%j)',
  (room) => {
    const { size, pane, fill, asked, shown } = rig();
    size.told({ cols: 80, rows: 24 });
    pane.room = room;
    fill();
    expect(asked).toEqual([]);
    expect(shown()).toBe('80x24');
  },
);
