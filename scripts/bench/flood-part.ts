import { readEngineConfig } from '../../lab-runner/engine/engine-config.ts';
import { startBenchStack } from './bench-stack.ts';
import { floodPage, measureFlood, measureInterrupt } from './flood.ts';
import type { Flood } from './flood-probe.ts';
import { LabApi } from './lab-api.ts';
import { type Part, QUIET } from './part.ts';
import { median, ms } from './stats.ts';
import { startWetty } from './wetty.ts';

const LESSON = 'welcome';
const ROUNDS = 5;

/** In turns, so that whatever else the machine does hits both. */
export const flood: Part = {
  title: 'A flood of output, without a graphics card',
  async measure({ browser, settings, add }) {
    await using stack = await startBenchStack(settings.root, QUIET);
    await using wetty = await startWetty(readEngineConfig(process.env).cacheFolder);
    await new LabApi(stack.origin, LESSON).start();
    const mine = await floodPage(browser);
    await mine.goto(`${stack.origin}/learn/${LESSON}`);
    await mine.locator('.xterm-rows').getByText('$').first().waitFor();
    await mine.getByRole('textbox', { name: /^Terminal \d+\./ }).focus();
    const other = await floodPage(browser);
    await other.goto(wetty.url);
    await other.locator('.xterm').first().click();
    const ours = { floods: [] as Flood[], interrupts: [] as Flood[] };
    const theirs = { floods: [] as Flood[], interrupts: [] as Flood[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [page, into] of [
        [mine, ours],
        [other, theirs],
      ] as const) {
        await page.bringToFront();
        into.floods.push(await measureFlood(page));
        into.interrupts.push(await measureInterrupt(page));
        await page.waitForTimeout(500);
      }
    }
    await mine.context().close();
    await other.context().close();
    const took = (times: readonly Flood[]) => ms(median(times.map(({ tookMs }) => tookMs)));
    const gap = (times: readonly Flood[]) => ms(Math.max(...times.map(({ longestGapMs }) => longestGapMs)));
    add(
      `20 MB of output, Enter to prompt, p50 of ${ROUNDS}`,
      took(ours.floods),
      `no slower than wetty: ${took(theirs.floods)}`,
    );
    add(
      'longest gap between two frames in any of them',
      gap(ours.floods),
      `100 ms (wetty: ${gap(theirs.floods)})`,
    );
    add(
      `Ctrl+C under \`yes\` to the prompt, p50 of ${ROUNDS}`,
      took(ours.interrupts),
      `400 ms (wetty: ${took(theirs.interrupts)})`,
    );
  },
};
