import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { endLab, startLab, typeInTerminal } from './workbench.ts';

const panel = (page: Page) => page.getByRole('tabpanel', { name: 'Containers' });
const row = (page: Page, name: RegExp) => panel(page).getByRole('button', { name });
const action = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true });

test('a Compose project and a container are seen live, stopped, looked into and removed from the panel', async ({
  page,
}) => {
  await startLab(page, 'welcome');
  await page.getByRole('tab', { name: 'Containers' }).click();
  await expect(panel(page).getByText('None yet: docker run starts one.')).toBeVisible();
  await typeInTerminal(
    page,
    "mkdir shop && printf 'services:\\n  cache:\\n    image: redis\\n' > shop/compose.yaml && docker compose -f shop/compose.yaml up -d && docker run -d --name web -p 8080:80 nginx",
  );
  await expect(row(page, /^cache redis running/)).toBeVisible({ timeout: 60_000 });
  await row(page, /^web nginx :8080 running/).click();
  await expect(panel(page).getByText('localhost:8080 leads to 80/tcp')).toBeVisible();

  await expect(panel(page).getByText('docker stop web')).toBeVisible();
  await action(page, 'Stop').click();
  await expect(row(page, /^web nginx exited/)).toBeVisible({ timeout: 20_000 });
  await expect(panel(page).getByText('exited with 0')).toBeVisible();

  await panel(page).locator('summary', { hasText: 'docker container inspect' }).click();
  await panel(page).locator('summary', { hasText: 'State' }).click();
  await expect(panel(page).getByText('"exited"')).toBeVisible();

  const { violations } = await new AxeBuilder({ page }).include('#bench-containers').analyze();
  expect(violations).toEqual([]);

  await action(page, 'Remove').click();
  await action(page, 'Keep').click();
  await action(page, 'Remove').click();
  await action(page, 'Remove for good').click();
  await expect(row(page, /^web /)).toHaveCount(0);
  await row(page, /^shop all of it: 1 of 1 running/).click();
  await action(page, 'Take down').click();
  await action(page, 'Take down for good').click();
  await expect(row(page, /^cache /)).toHaveCount(0, { timeout: 30_000 });
  await endLab(page, 'welcome');
});

test('a command that fails says what docker said, and an engine that is stopped says how it comes back', async ({
  page,
}) => {
  await startLab(page, 'welcome');
  await page.getByRole('tab', { name: 'Containers' }).click();
  await typeInTerminal(page, 'docker run -d --name keeper -v kept:/kept busybox sleep 1000');
  await row(page, /^kept local/).click();
  await action(page, 'Remove').click();
  await action(page, 'Remove for good').click();
  await expect(panel(page).getByText(/volume is in use/)).toBeVisible();
  await typeInTerminal(page, 'sudo service docker stop; sleep 4; sudo service docker start');
  await expect(panel(page).getByText(/does not answer.*sudo service docker start/)).toBeVisible();
  await expect(panel(page).getByText(/does not answer/)).toBeHidden();
  await endLab(page, 'welcome');
});
