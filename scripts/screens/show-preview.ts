/** The Preview tab with an address in it, wide or on a phone, once it shows what it will show. */
import type { Page } from '@playwright/test';

export const showPreview =
  (address: string) =>
  async (page: Page): Promise<void> => {
    const tab = { name: 'Preview', exact: true };
    await page.getByRole('tab', tab).or(page.getByRole('button', tab)).first().click();
    const panel = page.getByRole('tabpanel', { name: 'Preview' });
    await panel.getByRole('textbox', { name: 'Address in the lab' }).fill(address);
    await page.keyboard.press('Enter');
    await panel
      .locator('iframe')
      .or(panel.getByRole('heading', { name: /^Waiting/ }))
      .waitFor();
    await page.waitForTimeout(1500);
  };
