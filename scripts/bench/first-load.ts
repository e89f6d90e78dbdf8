import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

export interface PageWeight {
  readonly scriptKb: number;
  readonly totalKb: number;
  readonly requests: number;
}

/** Nothing loads after this long unless the learner does something. */
const QUIET_MS = 2000;

/** What a lesson page loads before anybody starts a lab, gzipped, in kB (1000 bytes). */
export async function measureFirstLoad(page: Page, url: string): Promise<PageWeight> {
  const responses: { type: string; body: Promise<Buffer> }[] = [];
  page.on('response', (response) => {
    responses.push({
      type: response.request().resourceType(),
      body: response.body().catch(() => Buffer.alloc(0)),
    });
  });
  await page.goto(url);
  await page.getByRole('button', { name: 'Start lab' }).waitFor();
  await page.waitForTimeout(QUIET_MS);
  let script = 0;
  let total = 0;
  for (const { type, body } of responses) {
    const bytes = await body;
    // Fonts are compressed already.
    const weight = type === 'font' ? bytes.length : gzipSync(bytes).length;
    total += weight;
    if (type === 'script') script += weight;
  }
  return {
    scriptKb: Math.round(script / 1000),
    totalKb: Math.round(total / 1000),
    requests: responses.length,
  };
}
