import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { endLab, startLab, typeInTerminal } from './workbench.ts';

const panel = (page: Page) => page.getByRole('tabpanel', { name: 'Cluster' });
const row = (page: Page, name: RegExp) => panel(page).getByRole('button', { name });
const action = (page: Page, name: string) => panel(page).getByRole('button', { name, exact: true });
const map = (page: Page) => panel(page).getByRole('list', { name: 'Who leads to whom' });
const axe = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).include('#bench-cluster').analyze();
  expect(violations).toEqual([]);
};

const POLICY = JSON.stringify({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'only-front' },
  spec: {
    podSelector: { matchLabels: { app: 'back' } },
    ingress: [{ from: [{ podSelector: { matchLabels: { app: 'front' } } }], ports: [{ port: 80 }] }],
  },
});

test('a Deployment is scaled from the panel, its pod’s log read, its NetworkPolicy seen in list and picture', async ({
  page,
}) => {
  test.setTimeout(600_000);
  await startLab(page, 'pods');
  await page.getByRole('tab', { name: 'Cluster' }).click();
  await expect(row(page, /^lab-control-plane/)).toBeVisible({ timeout: 120_000 });
  await typeInTerminal(
    page,
    "kubectl create ns dock; for n in front back; do kubectl -n dock create deployment $n --image=busybox --port=80 -- sh -c 'echo the lamp is lit; sleep 1d'; kubectl -n dock expose deployment $n; done",
  );
  await panel(page).getByRole('combobox', { name: 'Namespace' }).selectOption('dock', { timeout: 120_000 });
  await row(page, /^back Deployment 1 of 1/).click({ timeout: 120_000 });

  await panel(page).getByLabel('replicas').fill('2');
  await expect(panel(page).getByText('kubectl -n dock scale deployment/back --replicas=2')).toBeVisible();
  await action(page, 'Scale').click();
  await expect(row(page, /^back Deployment 2 of 2/)).toBeVisible({ timeout: 120_000 });
  await axe(page);

  await row(page, /^back-\S+ 1\/1 +lab-control-plane Running/)
    .first()
    .click();
  await action(page, 'Logs').click();
  await expect(page.locator('.xterm-rows')).toContainText('kubectl -n dock logs --follow', {
    timeout: 30_000,
  });
  await expect(page.locator('.xterm-rows').getByText(/^the lamp is lit/)).toBeVisible();
  await page.getByRole('textbox', { name: /^Terminal \d+\./ }).focus();
  await page.keyboard.press('Control+C');

  await typeInTerminal(page, `kubectl -n dock apply -f - <<<'${POLICY}'`);
  await row(page, /^only-front/).click({ timeout: 60_000 });
  await expect(panel(page).getByText('pods with app=front on 80/TCP')).toBeVisible();
  await action(page, 'Map').click();
  await expect(map(page)).toContainText('Lets in front in dock on 80/TCP: by policy only-front.');
  await expect(map(page)).toContainText('Lets in everybody: no policy chooses it.');
  await expect(panel(page).locator('svg path[data-kind="lets"]')).toHaveCount(1);
  await axe(page);
  await endLab(page, 'pods');
});

test('YAML is changed in the panel: what the API refuses is said, what somebody else changed is not overwritten', async ({
  page,
}) => {
  test.setTimeout(600_000);
  await startLab(page, 'pods');
  await page.getByRole('tab', { name: 'Cluster' }).click();
  await typeInTerminal(
    page,
    'kubectl create ns dock; kubectl -n dock create configmap lamp --from-literal=colour=red; kubectl -n dock create secret generic key --from-literal=code=hunter2',
  );
  await panel(page).getByRole('combobox', { name: 'Namespace' }).selectOption('dock', { timeout: 120_000 });
  await row(page, /^lamp ConfigMap/).click({ timeout: 120_000 });
  await panel(page).locator('summary', { hasText: 'YAML' }).click();
  const text = panel(page).getByLabel('YAML of lamp');
  await expect(text).toHaveValue(/colour: red/);
  const read = await text.inputValue();
  await text.fill(read.replace('data:', 'dada:'));
  await action(page, 'Save').click();
  await expect(panel(page).getByText(/The API would not take it/)).toBeVisible();
  await expect(text).toHaveValue(/dada:/);

  await typeInTerminal(page, `kubectl -n dock patch configmap lamp -p '{"data":{"colour":"green"}}'`);
  await expect(page.locator('.xterm-rows')).toContainText('configmap/lamp patched');
  await text.fill(read.replace('red', 'blue'));
  await action(page, 'Save').click();
  await expect(panel(page).getByText(/It was changed in the cluster since you read it/)).toBeVisible();
  await panel(page).locator('summary', { hasText: 'What is there now' }).click();
  await expect(panel(page).getByText('colour: green')).toBeVisible();
  await expect(text).toHaveValue(/colour: blue/);
  await axe(page);
  await action(page, 'Save mine over it').click();
  await expect(panel(page).getByText('Saved.')).toBeVisible();

  await row(page, /^key Secret +code/).click();
  await panel(page).locator('summary', { hasText: 'YAML' }).click();
  const secret = panel(page).getByLabel('YAML of key');
  await expect(secret).toHaveValue(/code: ••••/);
  await action(page, 'Show it').click();
  await expect(secret).toHaveValue(/code: aHVudGVyMg==/);
  await endLab(page, 'pods');
});

test('a lab that is reset with the panel open shows the new cluster', async ({ page }) => {
  test.setTimeout(600_000);
  await startLab(page, 'pods');
  await page.getByRole('tab', { name: 'Cluster' }).click();
  await typeInTerminal(page, 'kubectl create ns before-the-reset');
  await expect(row(page, /^before-the-reset/)).toBeVisible({ timeout: 120_000 });
  await page.getByRole('banner').getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('button', { name: 'Reset the lab' }).click();
  await expect(row(page, /^before-the-reset/)).toHaveCount(0, { timeout: 180_000 });
  await expect(row(page, /^lab-control-plane/)).toBeVisible({ timeout: 180_000 });
  await endLab(page, 'pods');
});
