import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { endLab, startLab, typeInTerminal } from './workbench.ts';

const row = (page: Page, name: string) => page.getByRole('treeitem', { name, exact: true });
const code = (page: Page) => page.locator('.monaco-editor .view-lines').first();
const input = (page: Page) => page.locator('.monaco-editor').getByRole('textbox').first();
const problems = (page: Page) => page.getByRole('region', { name: 'Problems' });

/** Makes the file in the sandbox, and opens it. */
async function openFile(page: Page, name: string, text: string): Promise<void> {
  await typeInTerminal(page, `printf '${text.replaceAll('\n', '\\n')}' > ${name}`);
  await row(page, name).click();
  await expect(code(page)).toContainText(text.split('\n', 1)[0] ?? '');
}

test('a Dockerfile is completed, judged and mended', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|unsafe-eval/i.test(message.text())) complaints.push(message.text());
  });
  await startLab(page, 'welcome');
  await openFile(page, 'Dockerfile', 'FROM alpine:3.22\nADD a.txt /a.txt\nCMD top\n');

  await page.getByRole('button', { name: '3 problems' }).click();
  await expect(problems(page).getByRole('listitem')).toHaveCount(3);
  await expect(problems(page).getByRole('button', { name: /^Hint line 2 ADD also fetches/ })).toBeVisible();
  const shellForm = problems(page).getByRole('button', { name: /^Warning line 3 .* SIGTERM/ });
  await shellForm.press('Enter');
  await expect(input(page)).toBeFocused();
  await page.keyboard.press('Control+.');
  const fix = page.getByRole('option', { name: 'Use the exec form: ["top"]' });
  await expect(fix).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(code(page)).toContainText('CMD ["top"]');
  await expect(problems(page).getByRole('listitem')).toHaveCount(2);
  await problems(page).getByRole('button', { name: 'Fix: Use COPY' }).click();
  await expect(code(page)).toContainText('COPY a.txt /a.txt');
  await page.getByRole('button', { name: '1 problem' }).click();
  await expect(problems(page)).toBeHidden();

  await input(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('HEALTH');
  const offered = page.getByRole('option', { name: /^HEALTHCHECK --interval/ }).first();
  await expect(offered).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(offered).toBeHidden();
  expect(complaints).toEqual([]);
  await endLab(page, 'welcome');
});

test('a wrong key in a compose file is in the list of problems, and Format puts the file in order', async ({
  page,
}) => {
  await startLab(page, 'welcome');
  await openFile(page, 'compose.yaml', 'services:\n    web:\n        imag:   nginx:1.29\n');
  await page.getByRole('button', { name: '1 problem' }).click();
  await expect(
    problems(page).getByRole('button', { name: /line 3 Property imag is not allowed/ }),
  ).toBeFocused();
  for (const theme of ['light', 'dark']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    const axe = new AxeBuilder({ page }).include('[aria-label="Editor"]').exclude('.monaco-editor');
    const { violations } = await axe.analyze();
    expect(violations.map(({ id, nodes }) => `${theme} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  await page.keyboard.press('Escape');
  await expect(problems(page)).toBeHidden();
  await page.getByRole('button', { name: 'Format' }).click();
  await typeInTerminal(
    page,
    "until grep -qx '    imag: nginx:1.29' compose.yaml; do sleep 0.1; done; touch formatted",
  );
  await expect(row(page, 'formatted')).toBeVisible();
  await endLab(page, 'welcome');
});
