/** npm run bench [-- part…]: the numbers to hold, measured on this machine, written to docs/benchmarks.md. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import playwright from '../playwright.config.ts';
import { clusters } from './bench/clusters-part.ts';
import { flood } from './bench/flood-part.ts';
import { held } from './bench/held-part.ts';
import type { Part, Row } from './bench/part.ts';
import { section, withSection } from './bench/report.ts';
import { starts } from './bench/starts-part.ts';
import { work } from './bench/work-part.ts';
import { exitWith } from './exit-with.ts';
import { readSettings } from './settings.ts';

const PARTS: Readonly<Record<string, Part>> = { starts, work, flood, clusters, held };

async function main(): Promise<number> {
  const settings = readSettings();
  const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PARTS);
  const unknown = wanted.filter((name) => !PARTS[name]);
  if (unknown.length > 0) {
    throw new Error(`There is no part ${unknown.join(', ')}: choose of ${Object.keys(PARTS).join(', ')}`);
  }
  const file = join(settings.root, 'docs/benchmarks.md');
  const browser = await chromium.launch(playwright.use?.launchOptions);
  try {
    for (const name of wanted) {
      const part = PARTS[name];
      if (!part) continue;
      const rows: Row[] = [];
      const add = (...row: Row) => {
        rows.push(row);
        process.stdout.write(`${row.join(' | ')}\n`);
      };
      await part.measure({ browser, settings, add });
      const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
      writeFileSync(file, withSection(before, part.title, section(part.title, rows)));
    }
  } finally {
    await browser.close();
  }
  return 0;
}

exitWith(main());
