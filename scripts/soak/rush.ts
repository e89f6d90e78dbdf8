/** A workshop begins: everybody presses Start at the same moment. */
import { quantile } from '../bench/stats.ts';
import type { SoakMode } from './soak-mode.ts';
import { startSoakStack } from './soak-stack.ts';

const POOL_FILLS_WITHIN_MS = 300_000;

export const rush: SoakMode = async (options, engine) => {
  await using stack = await startSoakStack(options, engine);
  const filled = performance.now();
  // Each sandbox has a checker beside it.
  while (options.pool > 0 && (await stack.containers()) < options.pool * 2) {
    if (performance.now() - filled > POOL_FILLS_WITHIN_MS) throw new Error('the pool did not fill up');
    await new Promise((again) => setTimeout(again, 1000));
  }
  const starts = await Promise.allSettled(stack.learners.map((learner) => learner.startToPrompt()));
  const times = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const problems = starts.flatMap((start) => (start.status === 'rejected' ? [String(start.reason)] : []));
  for (const problem of new Set(problems)) process.stdout.write(`    ${problem}\n`);
  await Promise.all(stack.learners.map((learner) => learner.end()));
  const left = Math.max(0, (await stack.containers()) - options.pool * 2);
  const seconds = (share: number) =>
    times.length === 0 ? 'none' : `${(quantile(times, share) / 1000).toFixed(1)} s`;
  return [
    [`${options.labs} ${options.kind} labs started at once, pool ${options.pool}: first prompt`, seconds(0)],
    ['half of them had a prompt after', seconds(0.5)],
    ['19 of 20 after', seconds(0.95)],
    ['the last after', seconds(1)],
    ['failed', String(problems.length), problems.length > 0],
    ['containers left after all had ended', String(left), left > 0],
  ];
};
