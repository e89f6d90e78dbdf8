/** A command as a learner gives it: typed into a shell. */
import type { TerminalClient } from '../../lab-runner/routes/terminal-client.ts';

/** Resolves with what it printed; rejects when it fails, takes longer, or its terminal is closed. */
export async function typeCommand(
  terminal: TerminalClient,
  line: string,
  timeoutMs: number,
): Promise<string> {
  const mark = `mark-${Math.random().toString(36).slice(2, 10)}`;
  // The shell joins the halves, so that the echo of what was typed is not taken for the answer.
  terminal.type(`\u0015clear; echo ${mark}-""begin; { ${line}; } 2>&1; echo ${mark}-""end-$?.\r`);
  const answer = new RegExp(`${mark}-begin\\r?\\n([^]*?)${mark}-end-(\\d+)\\.`);
  const late = AbortSignal.timeout(timeoutMs);
  const ended = Promise.race([
    terminal.closed.then(({ code }) => Promise.reject(new Error(`terminal closed with ${code}`))),
    new Promise<never>((_, fail) => {
      late.onabort = () => fail(new Error(`no answer to: ${line}\n${terminal.text.slice(-2000)}`));
    }),
  ]);
  ended.catch(() => {});
  await Promise.race([terminal.until(({ text }) => answer.test(text)), ended]);
  const [, output = '', status] = answer.exec(terminal.text) ?? [];
  if (status !== '0') throw new Error(`${line}\nended with ${status}: ${output.slice(-2000)}`);
  return output;
}
