import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEngineConfig } from '../../lab-runner/engine/engine-config.ts';
import { decodeServerFrame, encodeClientFrame } from '../../lib/lab-api/terminal-frames.ts';
import { type BenchStack, startBenchStack } from './bench-stack.ts';
import { measureCheck, timeByHand } from './check-overhead.ts';
import { measureFirstLoad } from './first-load.ts';
import { LabApi } from './lab-api.ts';
import { type Bench, newPage, type Part, QUIET } from './part.ts';
import { measureScreenEcho } from './screen-times.ts';
import { type EchoTerminal, measureSocketEcho } from './socket-echo.ts';
import { median, ms, quantile } from './stats.ts';
import { startWetty, type Wetty } from './wetty.ts';

const LESSON = 'welcome';
const TASK = 'hello';
/** One without a lab: its page shows what everybody loads first. */
const OTHER_LESSON = 'containers';
const KEYS = 200;
const CHECKS = 20;

export const work: Part = {
  title: 'Keys, checks and the page',
  async measure(bench) {
    await using stack = await startBenchStack(bench.settings.root, QUIET);
    await using wetty = await startWetty(readEngineConfig(process.env).cacheFolder);
    const lab = new LabApi(stack.origin, LESSON);
    await lab.start();
    await compareSockets(bench, lab, wetty);
    await compareScreens(bench, stack, wetty);
    await measureChecks(bench, lab);
    await measureWeight(bench, stack);
  },
};

async function measureChecks(bench: Bench, lab: LabApi): Promise<void> {
  const checks: number[] = [];
  for (let run = 0; run < CHECKS; run += 1) checks.push(await measureCheck(lab, TASK));
  const terminal = await drydockTerminal(lab);
  const folder = join(bench.settings.contentFolder, 'introduction', LESSON, 'checks');
  const script = readFileSync(join(folder, `${TASK}.sh`), 'utf8');
  const byHand = await timeByHand(lab, terminal, script, CHECKS);
  terminal.socket.close();
  bench.add('a check, request to verdict, p50', ms(median(checks)), '');
  bench.add('its script by hand beside it, p50', ms(median(byHand)), '');
  bench.add('overhead of a check', ms(median(checks) - median(byHand)), 'at most 150 ms');
}

async function measureWeight(bench: Bench, stack: BenchStack): Promise<void> {
  const page = await (await bench.browser.newContext()).newPage();
  const weight = await measureFirstLoad(page, `${stack.origin}/learn/${OTHER_LESSON}`);
  bench.add(
    'first-load JavaScript of a lesson page, gzipped',
    `${weight.scriptKb} kB`,
    'under 150 kB (Docusaurus: 210 kB)',
  );
  bench.add(
    'all of a lesson page before a lab, gzipped',
    `${weight.totalKb} kB in ${weight.requests} requests`,
    '(Docusaurus: 267 kB)',
  );
}

async function drydockTerminal(lab: LabApi): Promise<EchoTerminal> {
  const socket = await lab.socket('/lab/terminal/bench');
  socket.binaryType = 'nodebuffer';
  return {
    socket,
    encode: (text) => encodeClientFrame({ type: 'input', bytes: new TextEncoder().encode(text) }),
    decode: (data) => {
      const frame = decodeServerFrame(data);
      return frame?.type === 'data' ? new TextDecoder().decode(frame.bytes) : '';
    },
  };
}

/** Interleaved, so that whatever else the machine does hits both. */
async function compareSockets(bench: Bench, lab: LabApi, wetty: Wetty): Promise<void> {
  const ours: number[] = [];
  const theirs: number[] = [];
  const mine = await drydockTerminal(lab);
  const other = await wetty.terminal();
  for (let round = 0; round < 4; round += 1) {
    ours.push(...(await measureSocketEcho(mine, KEYS / 4)));
    theirs.push(...(await measureSocketEcho(other, KEYS / 4)));
  }
  mine.socket.close();
  other.socket.close();
  addEcho(bench, 'at the socket', ours, theirs);
}

async function compareScreens(bench: Bench, stack: BenchStack, wetty: Wetty): Promise<void> {
  const mine = await newPage(bench.browser);
  await mine.goto(`${stack.origin}/learn/${LESSON}`);
  await mine.getByRole('textbox', { name: /^Terminal \d+\./ }).focus();
  const other = await newPage(bench.browser);
  await other.goto(wetty.url);
  await other.locator('.xterm').first().click();
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    await mine.bringToFront();
    ours.push(...(await measureScreenEcho(mine, KEYS / 4)));
    await other.bringToFront();
    theirs.push(...(await measureScreenEcho(other, KEYS / 4)));
  }
  await mine.context().close();
  await other.context().close();
  addEcho(bench, 'on the screen', ours, theirs);
}

function addEcho(bench: Bench, where: string, ours: readonly number[], theirs: readonly number[]): void {
  const both = (values: readonly number[]) => `${ms(quantile(values, 0.5))} / ${ms(quantile(values, 0.95))}`;
  bench.add(
    `keystroke to echo ${where}, p50 / p95 of ${ours.length}`,
    both(ours),
    `faster than wetty: ${both(theirs)}`,
  );
}
