import type { Browser, Page } from '@playwright/test';
import type { Settings } from '../settings.ts';
import { probePage } from './screen-times.ts';

export type Row = readonly [what: string, measured: string, bound: string];

export interface Bench {
  readonly browser: Browser;
  readonly settings: Settings;
  readonly add: (...row: Row) => void;
}

/** What is measured together, since it shares a stack; `npm run bench -- name` measures it alone. */
export interface Part {
  readonly title: string;
  readonly measure: (bench: Bench) => Promise<void>;
}

/** Without warm sandboxes of kinds that are not measured, which would be made meanwhile. */
export const QUIET = { LAB_POOL_CLUSTER: '0', LAB_POOL_CLUSTER_3: '0' };

export async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await probePage(page);
  return page;
}
