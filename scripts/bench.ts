/** npm run bench: the numbers to hold, in one run on one machine, written to docs/benchmarks.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { readEngineConfig } from '../lab-runner/engine/engine-config.ts';
import { decodeServerFrame, encodeClientFrame } from '../lib/lab-api/terminal-frames.ts';
import playwright from '../playwright.config.ts';
import { type BenchStack, startBenchStack } from './bench/bench-stack.ts';
import { measureCheck, timeByHand } from './bench/check-overhead.ts';
import { measureFirstLoad } from './bench/first-load.ts';
import { LabApi } from './bench/lab-api.ts';
import { measureScreenEcho, measureStart, probePage } from './bench/screen-times.ts';
import { type EchoTerminal, measureSocketEcho } from './bench/socket-echo.ts';
import { median, ms, quantile } from './bench/stats.ts';
import { startWetty, type Wetty } from './bench/wetty.ts';
import { readSettings } from './settings.ts';

const LESSON = 'welcome';
const TASK = 'hello';
/** One without a lab: its page shows what everybody loads first. */
const OTHER_LESSON = 'containers';
const KEYS = 200;
const STARTS = 10;
const CHECKS = 20;
const REFILL_MS = 6000;

type Row = readonly [what: string, measured: string, bound: string];

const settings = readSettings();
const rows: Row[] = [];
const add = (...row: Row) => {
  rows.push(row);
  process.stdout.write(`${row.join(' | ')}\n`);
};

const browser = await chromium.launch(playwright.use?.launchOptions);
try {
  await measureStarts('from the pool', { LAB_POOL_DOCKER: '1', LAB_POOL_CLUSTER: '0' }, 'under 500 ms');
  await measureStarts('without the pool', { LAB_POOL_DOCKER: '0', LAB_POOL_CLUSTER: '0' }, 'under 2 s');
  await measureWork();
} finally {
  await browser.close();
}
writeFileSync(join(settings.root, 'docs/benchmarks.md'), report(rows));
process.exit(0);

async function newPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await probePage(page);
  return page;
}

async function measureStarts(how: string, env: NodeJS.ProcessEnv, bound: string): Promise<void> {
  await using stack = await startBenchStack(settings.root, env);
  const times: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    // The pool refills itself behind the last start; a start of the bench waits for it as the next learner rarely has to.
    await new Promise((refilled) => setTimeout(refilled, REFILL_MS));
    const page = await newPage();
    times.push(await measureStart(page, `${stack.origin}/learn/${LESSON}`));
    await page.context().close();
    await new LabApi(stack.origin, LESSON).ask('DELETE', '/lab');
  }
  add(`click to prompt ${how}, p50 of ${STARTS}`, ms(median(times)), bound);
  add(`click to prompt ${how}, slowest of ${STARTS}`, ms(Math.max(...times)), '');
}

async function measureWork(): Promise<void> {
  await using stack = await startBenchStack(settings.root, {});
  await using wetty = await startWetty(readEngineConfig(process.env).cacheFolder);
  const lab = new LabApi(stack.origin, LESSON);
  await lab.start();
  await compareSockets(lab, wetty);
  await compareScreens(stack, wetty);
  const checks: number[] = [];
  for (let run = 0; run < CHECKS; run += 1) checks.push(await measureCheck(lab, TASK));
  const terminal = await drydockTerminal(lab);
  const script = readFileSync(
    join(settings.contentFolder, 'introduction', LESSON, 'checks', `${TASK}.sh`),
    'utf8',
  );
  const byHand = await timeByHand(lab, terminal, script, CHECKS);
  terminal.socket.close();
  add('a check, request to verdict, p50', ms(median(checks)), '');
  add('its script by hand beside it, p50', ms(median(byHand)), '');
  add('overhead of a check', ms(median(checks) - median(byHand)), 'at most 150 ms');
  const page = await (await browser.newContext()).newPage();
  const weight = await measureFirstLoad(page, `${stack.origin}/learn/${OTHER_LESSON}`);
  add(
    'first-load JavaScript of a lesson page, gzipped',
    `${weight.scriptKb} kB`,
    'under 150 kB (Docusaurus: 210 kB)',
  );
  add(
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
async function compareSockets(lab: LabApi, wetty: Wetty): Promise<void> {
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
  addEcho('at the socket', ours, theirs);
}

async function compareScreens(stack: BenchStack, wetty: Wetty): Promise<void> {
  const mine = await newPage();
  await mine.goto(`${stack.origin}/learn/${LESSON}`);
  await mine.getByRole('textbox', { name: /^Terminal \d+\./ }).focus();
  const other = await newPage();
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
  addEcho('on the screen', ours, theirs);
}

function addEcho(where: string, ours: readonly number[], theirs: readonly number[]): void {
  const both = (values: readonly number[]) => `${ms(quantile(values, 0.5))} / ${ms(quantile(values, 0.95))}`;
  add(
    `keystroke to echo ${where}, p50 / p95 of ${ours.length}`,
    both(ours),
    `faster than wetty: ${both(theirs)}`,
  );
}

function report(measured: readonly Row[]): string {
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const lines = measured.map((row) => `| ${row.join(' | ')} |`);
  return `# Benchmarks

Made by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: one run on one machine, ${machine}, with Chromium,
sandboxes and wetty all on it. Drydock and wetty take turns within the run. Times are medians where nothing else is said;
loopback has no network delay, so add your round trip.

| what | measured | bound |
| --- | --- | --- |
${lines.join('\n')}
`;
}
