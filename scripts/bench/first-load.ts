import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

export interface PageWeight {
  readonly scriptKb: number;
  readonly totalKb: number;
  readonly requests: number;
}

/** Nothing loads after this long unless the learner does something. */
const QUIET_MS = 2000;

const STATIC = new Set(['document', 'script', 'stylesheet', 'font', 'image']);

/** What a lesson page loads before anybody starts a lab, gzipped, in kB (1000 bytes). */
export async function measureFirstLoad(page: Page, url: string): Promise<PageWeight> {
  const asked = new Map<string, string>();
  page.on('request', (request) => asked.set(request.url(), request.resourceType()));
  await page.goto(url);
  await page.getByRole('button', { name: 'Start lab' }).waitFor();
  await page.waitForTimeout(QUIET_MS);
  const loaded = [...asked].filter(([, type]) => STATIC.has(type));
  let script = 0;
  let total = 0;
  for (const [address, type] of loaded) {
    const bytes = Buffer.from(await (await fetch(address)).arrayBuffer());
    // Fonts are compressed already.
    const weight = type === 'font' ? bytes.length : gzipSync(bytes).length;
    total += weight;
    if (type === 'script') script += weight;
  }
  return {
    scriptKb: Math.round(script / 1000),
    totalKb: Math.round(total / 1000),
    requests: loaded.length,
  };
}
