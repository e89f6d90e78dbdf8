import xterm from '@xterm/xterm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CommandTyping } from './command-typing.ts';

const PROMPT = '\x1b[?2004hlab:~$ ';
const PASTED = '\x1b[200~docker ps\x1b[201~';

let terminal: InstanceType<typeof xterm.Terminal>;
let typing: CommandTyping;
let typed: string;
beforeEach(() => {
  vi.useFakeTimers();
  terminal = new xterm.Terminal();
  typing = new CommandTyping(terminal);
  typed = '';
  terminal.onData((data) => {
    typed += data;
  });
});
afterEach(() => {
  typing.dispose();
  vi.useRealTimers();
});

function show(text: string): void {
  terminal.write(text);
  vi.advanceTimersByTime(10);
}

it('waits for the shell to show its prompt, then types the command and Enter', () => {
  typing.add('docker ps');
  typing.begin();
  expect(typed).toBe('');
  show(PROMPT);
  expect(typed).toBe(`\x15${PASTED}\r`);
});

it('types at once into a shell that is at its prompt, whatever was half typed there', () => {
  show(PROMPT);
  typing.begin();
  typing.add('docker ps');
  expect(typed).toBe(`\x15${PASTED}\r`);
});

it('types after a while also where no prompt is to be seen', () => {
  typing.add('docker ps\ndocker images');
  typing.begin();
  vi.advanceTimersByTime(2_000);
  expect(typed).toBe('\x15docker ps\rdocker images\r');
});

it('keeps the command over a lost connection', () => {
  typing.begin();
  typing.hold();
  typing.add('docker ps');
  vi.advanceTimersByTime(5_000);
  expect(typed).toBe('');
  show(PROMPT);
  typing.begin();
  expect(typed).toContain('docker ps');
});
