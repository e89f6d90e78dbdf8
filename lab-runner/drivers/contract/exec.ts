import { describe, expect, it } from 'vitest';
import { type ContractSubject, contractCommands, HOME } from './backend.ts';

export function describeExec({ sandbox }: ContractSubject): void {
  describe.each(['sandbox', 'checker'] as const)('exec in the %s', (place) => {
    it('gives exit code and both streams', async () => {
      const result = await sandbox().exec(contractCommands.speak, { place, timeoutMs: 60_000 });
      expect(result).toEqual({
        exitCode: 3,
        stdout: 'out',
        stderr: 'err',
        truncated: false,
        timedOut: false,
      });
    });

    it('hands over standard input and closes it', async () => {
      const result = await sandbox().exec(contractCommands.echoInput, {
        place,
        stdin: 'grüße\n',
        timeoutMs: 60_000,
      });
      expect(result).toMatchObject({ exitCode: 0, stdout: 'grüße\n' });
    });

    it('caps the output, reads on, and says so', async () => {
      const result = await sandbox().exec(contractCommands.flood, {
        place,
        maxOutputBytes: 1000,
        timeoutMs: 60_000,
      });
      expect(result).toMatchObject({ exitCode: 0, truncated: true });
      expect(result.stdout).toHaveLength(1000);
    });

    it('kills at the time limit', async () => {
      const started = performance.now();
      const result = await sandbox().exec(contractCommands.forever, { place, timeoutMs: 300 });
      expect(result).toMatchObject({ exitCode: null, timedOut: true });
      expect(performance.now() - started).toBeLessThan(60_000);
    });

    it('kills when the signal aborts', async () => {
      const signal = AbortSignal.timeout(200);
      const result = await sandbox().exec(contractCommands.forever, { place, timeoutMs: 60_000, signal });
      expect(result).toMatchObject({ exitCode: null, timedOut: false });
    });

    it('says 128 and the signal when a signal ended it', async () => {
      const result = await sandbox().exec(contractCommands.killed, { place, timeoutMs: 60_000 });
      expect(result.exitCode).toBe(137);
    });

    it('resolves with 127 for a command that is not there', async () => {
      const result = await sandbox().exec(contractCommands.missing, { place, timeoutMs: 60_000 });
      expect(result.exitCode).toBe(127);
    });

    it('gives lines as they come, and kills when the reader leaves', async () => {
      const lines: string[] = [];
      const signal = AbortSignal.timeout(100_000);
      for await (const line of sandbox().execLines(contractCommands.twoLines, { place, signal })) {
        lines.push(line);
        if (lines.length === 2) break;
      }
      expect(lines).toEqual(['one', 'two']);
      expect(signal.aborted).toBe(false);
    });
  });

  describe('exec', () => {
    it('runs as the learner, in the folder and with the variables it was given', async () => {
      const options = {
        place: 'sandbox',
        cwd: HOME,
        env: { GREETING: 'good day' },
        timeoutMs: 60_000,
      } as const;
      const result = await sandbox().exec(contractCommands.surroundings, options);
      expect(result.stdout).toBe(`${HOME}\nlearner\ngood day`);
      const root = await sandbox().exec(contractCommands.surroundings, { ...options, user: 'root' });
      expect(root.stdout).toBe(`${HOME}\nroot\ngood day`);
    });

    it('cuts a line at 64 KiB and goes on', async () => {
      const lengths: number[] = [];
      const options = { place: 'sandbox', signal: AbortSignal.timeout(100_000) } as const;
      for await (const line of sandbox().execLines(contractCommands.longLine, options)) {
        lengths.push(line.length);
      }
      expect(Math.max(...lengths)).toBe(64 * 1024);
      expect(lengths.reduce((sum, length) => sum + length)).toBe(200_000 + 'end'.length);
    });

    it('ends its lines when the signal aborts', async () => {
      const lines: string[] = [];
      const abort = new AbortController();
      const options = { place: 'sandbox', signal: abort.signal } as const;
      for await (const line of sandbox().execLines(contractCommands.twoLines, options)) {
        lines.push(line);
        if (lines.length === 2) abort.abort();
      }
      expect(lines).toEqual(['one', 'two']);
    });

    it('shows the learner’s files to the checker, which cannot write them', async () => {
      await sandbox().files.write(HOME, 'seen.txt', Buffer.from('seen by the checker'));
      const seen = await sandbox().exec(contractCommands.readFromChecker, {
        place: 'checker',
        timeoutMs: 60_000,
      });
      expect(seen.stdout).toBe('seen by the checker');
      const options = { place: 'checker', user: 'root', timeoutMs: 60_000 } as const;
      expect((await sandbox().exec(contractCommands.writeFromChecker, options)).exitCode).toBe(1);
    });
  });
}
