/** How set-up tells people what it does: one line when a step begins that takes time, one when it is done. */
export type Progress = (line: string) => void;

export async function timed<T>(progress: Progress, what: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  progress(`${what} ...`);
  const result = await work();
  progress(`${what}: done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return result;
}
