import { expect, test } from '@playwright/test';
import { measureFirstLoad } from '../scripts/bench/first-load.ts';

test('a lesson page loads under 150 kB of JavaScript before anybody starts a lab, gzipped', async ({
  page,
  baseURL,
}) => {
  const { scriptKb } = await measureFirstLoad(page, `${baseURL}/learn/containers`);
  expect(scriptKb).toBeLessThan(150);
});
