import { afterEach, describe, expect, it } from 'vitest';
import type { Pty } from '../driver.ts';
import { type ContractSubject, HOME } from './backend.ts';
import { Screen } from './screen.ts';

const WINDOW_BYTES = 512 * 1024;
/** One frame of the agent may be on its way when the window closes. */
const SLACK_BYTES = 64 * 1024;
const PROMPT = '$ ';
/** Prints the word; what is echoed while it is typed does not hold it. */
const say = (word: string) => `echo ${word.slice(0, 2)}''${word.slice(2)}\r`;

export function describePty({ backend, sandbox }: ContractSubject): void {
  let count = 0;
  const opened: { id: string; pty: Pty }[] = [];
  const open = async (id = `contract-${++count}`, cols = 80, rows = 24) => {
    const pty = await sandbox().openPty({ id, cols, rows, cwd: HOME });
    opened.push({ id, pty });
    return { id, pty, screen: new Screen(pty), type: (keys: string) => pty.write(Buffer.from(keys)) };
  };
  const ids = async () => (await sandbox().listPtys()).map(({ id }) => id);

  describe('a terminal', () => {
    afterEach(async () => {
      for (const { id, pty } of opened.splice(0)) {
        pty.close();
        await sandbox().closePty(id);
      }
    });

    it('says its size first, then that the past is over, then prompts', async () => {
      const { screen } = await open();
      expect(await screen.next()).toEqual({ type: 'size', cols: 80, rows: 24 });
      await screen.until((seen) => seen.past !== undefined);
      await screen.see(PROMPT);
    });

    it('echoes what is typed and runs it in its folder', async () => {
      const { screen, type } = await open();
      await screen.see(PROMPT);
      type('pwd\r');
      await screen.see('pwd');
      await screen.see(HOME);
    });

    it('is the same shell for the same id, and replays what it printed', async () => {
      const first = await open();
      await first.screen.see(PROMPT);
      first.type(say('before'));
      await first.screen.see('before');
      await first.screen.see(PROMPT);
      first.pty.close();
      const second = await open(first.id);
      await second.screen.until((seen) => seen.past !== undefined);
      expect(second.screen.past).toContain('before');
      second.type(say('after'));
      await second.screen.see('after');
    });

    it('keeps its size when somebody who only looks on attaches', async () => {
      const owner = await open(undefined, 100, 30);
      const { screen } = await open(owner.id, 0, 0);
      expect(await screen.next()).toEqual({ type: 'size', cols: 100, rows: 30 });
      await screen.until((seen) => seen.past !== undefined);
      owner.type(say('same'));
      await owner.screen.see('same');
    });

    it('is found again by a driver that was opened later', async () => {
      const first = await open();
      await first.screen.see(PROMPT);
      first.type(say('kept'));
      await first.screen.see('kept');
      const later = await backend().open();
      const found = await later.find(sandbox().id);
      const pty = await found?.openPty({ id: first.id, cols: 80, rows: 24, cwd: HOME });
      if (pty === undefined) throw new Error('not found');
      const screen = new Screen(pty);
      await screen.until((seen) => seen.past !== undefined);
      expect(screen.past).toContain('kept');
      pty.close();
      await later.close();
    });

    it('shows the same to everyone who is attached', async () => {
      const first = await open();
      const second = await open(first.id);
      await first.screen.see(PROMPT);
      await second.screen.see(PROMPT);
      first.type(say('shared'));
      await first.screen.see('shared');
      await second.screen.see('shared');
    });

    it('tells everyone the size when one resizes', async () => {
      const first = await open();
      const second = await open(first.id);
      await second.screen.see(PROMPT);
      first.pty.resize(100, 40);
      await second.screen.until((seen) => seen.sizes.includes('100x40'));
      second.type('stty size\r');
      await second.screen.see('40 100');
    });

    it('stops at 512 KiB that nobody acknowledged, and goes on when they are', async () => {
      const { pty, screen, type } = await open();
      await screen.see(PROMPT);
      type('seq 1 300000\r');
      let received = 0;
      while (received < WINDOW_BYTES - SLACK_BYTES) {
        const piece = await screen.next(false);
        if (piece?.type === 'data') received += piece.bytes.byteLength;
      }
      const more = screen.next(false);
      const quiet = await Promise.race([
        drain(more, screen),
        new Promise((r) => setTimeout(r, 500, 'quiet')),
      ]);
      expect(quiet).toBe('quiet');
      pty.acknowledge(WINDOW_BYTES + SLACK_BYTES);
      await screen.see('300000');
    });

    it('gives the prompt back soon after Ctrl+C under a flood', async () => {
      const { screen, type } = await open();
      await screen.see(PROMPT);
      type('yes\r');
      await screen.until((seen) => seen.text.length > 100_000);
      const started = performance.now();
      type('\u0003');
      screen.text = '';
      await screen.see(PROMPT);
      // Soon is when nobody had to read the flood first: that never ends.
      expect(performance.now() - started).toBeLessThan(20_000);
    });

    it('says how the shell ended, and is listed no more', async () => {
      const { id, screen, type } = await open();
      await screen.see(PROMPT);
      expect(await ids()).toContain(id);
      type('exit 7\r');
      await screen.until((seen) => seen.events.at(-1)?.type === 'exit');
      expect(screen.events.at(-1)).toEqual({ type: 'exit', exitCode: 7 });
      expect(await screen.next()).toBeUndefined();
      expect(await ids()).not.toContain(id);
    });

    it('is ended by closePty, also under way, and twice', async () => {
      const { id, screen, type } = await open();
      await screen.see(PROMPT);
      type('sleep 600\r');
      await sandbox().closePty(id);
      expect(await ids()).not.toContain(id);
      await screen.until((seen) => seen.events.at(-1)?.type === 'exit');
      await sandbox().closePty(id);
    });
  });
}

/** Takes what was on its way; never resolves while nothing more comes. */
async function drain(first: Promise<unknown>, screen: Screen): Promise<string> {
  await first;
  for (let pieces = 0; pieces < 100; pieces++) await screen.next(false);
  return 'flowing';
}
