import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { endLab, startLab, task, typeInTerminal } from './workbench.ts';

/** In one line, which is what a terminal takes as it is. */
const SOLUTION = readFileSync(
  join(import.meta.dirname, '../content/building-blocks/pods/solution/solve.sh'),
).toString('base64');

test('the lesson pods is taken from start to its last verdict on a real cluster', async ({ page }) => {
  test.setTimeout(600_000);
  await startLab(page, 'pods');
  await typeInTerminal(page, 'kubectl get nodes');
  await expect(page.locator('.xterm-rows')).toContainText(/lab-control-plane\s+Ready/, { timeout: 60_000 });
  const web = task(page, 'web has its image and serves');
  await web.getByRole('button', { name: 'Check' }).click();
  await expect(web.getByText("The node can't get the image of web.", { exact: false })).toBeVisible({
    timeout: 60_000,
  });

  await typeInTerminal(page, `echo ${SOLUTION} | base64 --decode | bash`);
  await expect(web.getByText('Holds')).toBeVisible({ timeout: 300_000 });
  await expect(page.getByText('6 of 6 hold')).toBeVisible({ timeout: 300_000 });
  await endLab(page, 'pods');
});
