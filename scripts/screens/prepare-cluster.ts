/** A cluster in the middle of its lesson: the shop with two of the policies that it needs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { LabApi } from '../bench/lab-api.ts';

const LESSON = 'network-policies';
const POLICIES = ['deny', 'needed'] as const;

export async function prepareCluster(
  browser: Browser,
  origin: string,
  root: string,
): Promise<AsyncDisposable> {
  const solution = readFileSync(join(root, 'content/hardening', LESSON, 'solution/solve.sh'), 'utf8');
  const lab = new LabApi(origin, LESSON);
  await lab.start();
  for (const name of POLICIES) await lab.put(`policies/${name}.yaml`, fileIn(solution, name));
  const files = POLICIES.map((name) => `--filename policies/${name}.yaml`).join(' ');
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${origin}/learn/${LESSON}`);
  await page.locator('.xterm-rows').getByText('$').first().waitFor();
  await page.getByRole('textbox', { name: /^Terminal \d+\./ }).focus();
  await page.keyboard.insertText(`kubectl apply ${files} && kubectl get pods`);
  await page.keyboard.press('Enter');
  await page.locator('.xterm-rows').getByText('Running').first().waitFor({ timeout: 60_000 });
  await page.close();
  return { [Symbol.asyncDispose]: () => lab.end() };
}

/** What the solution writes into a file of that name. */
function fileIn(solution: string, name: string): string {
  const written = new RegExp(`cat > policies/${name}\\.yaml <<'YAML'\\n([\\s\\S]*?\\n)YAML\\n`).exec(
    solution,
  );
  if (!written?.[1]) throw new Error(`the solution of ${LESSON} writes no policies/${name}.yaml`);
  return written[1];
}
