import { startBenchStack } from './bench-stack.ts';
import { LabApi } from './lab-api.ts';
import { type Bench, newPage, type Part, QUIET } from './part.ts';
import { measureStart } from './screen-times.ts';
import { median, ms } from './stats.ts';

const LESSON = 'welcome';
const STARTS = 10;
const REFILL_MS = 6000;

export const starts: Part = {
  title: 'From the click to the prompt',
  async measure(bench) {
    await measureStarts(bench, 'from the pool', '1', 'under 500 ms');
    await measureStarts(bench, 'without the pool', '0', 'under 2 s');
  },
};

async function measureStarts(bench: Bench, how: string, pool: string, bound: string): Promise<void> {
  await using stack = await startBenchStack(bench.settings.root, { ...QUIET, LAB_POOL_DOCKER: pool });
  const times: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    // The pool refills itself behind the last start; a start of the bench waits for it as the next learner rarely has to.
    await new Promise((refilled) => setTimeout(refilled, REFILL_MS));
    const page = await newPage(bench.browser);
    times.push(await measureStart(page, `${stack.origin}/learn/${LESSON}`));
    await page.context().close();
    await new LabApi(stack.origin, LESSON).ask('DELETE', '/lab');
  }
  bench.add(`click to prompt ${how}, p50 of ${STARTS}`, ms(median(times)), bound);
  bench.add(`click to prompt ${how}, slowest of ${STARTS}`, ms(Math.max(...times)), '');
}
