/** Prints what a command does, step by step, with how long each took. */

/** Takes a line of progress within the step. */
export type StepLog = (line: string) => void;

const seconds = (ms: number): string => (ms < 950 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

/** Runs `work`; returns what it returns. An error is printed with the step's name and thrown on. */
export async function step<T>(title: string, work: (log: StepLog) => Promise<T>): Promise<T> {
  const started = performance.now();
  process.stdout.write(`· ${title} …\n`);
  const log: StepLog = (line) => process.stdout.write(`    ${title}: ${line}\n`);
  try {
    const result = await work(log);
    process.stdout.write(`✓ ${title} (${seconds(performance.now() - started)})\n`);
    return result;
  } catch (error) {
    process.stdout.write(`✗ ${title} failed after ${seconds(performance.now() - started)}\n`);
    throw error;
  }
}
