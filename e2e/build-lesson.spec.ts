import { expect, test } from '@playwright/test';
import { endLab, startLab, task, typeInTerminal, writeInEditor } from './workbench.ts';

const FIRST = `FROM node:alpine
WORKDIR /shop
COPY . .
RUN node tools/install.mjs
CMD ./start.sh
`;
const ORDERED = `FROM node:alpine
WORKDIR /shop
COPY package.json vendor.lock ./
COPY tools ./tools
COPY vendor ./vendor
RUN node tools/install.mjs
COPY . .
CMD ./start.sh
`;
const VERSIONED = ORDERED.replace('CMD', 'ARG VERSION=unknown\nENV SHOP_VERSION=$VERSION\nCMD');
const STOPPING = VERSIONED.replace('CMD ./start.sh', 'CMD ["node", "server.mjs"]');

test('the lesson build is taken from start to its last verdict on a real engine', async ({ page }) => {
  test.setTimeout(600_000);
  await startLab(page, 'build');

  const answers = task(page, 'The image shop:1.0 is built, and the shop answers on port 8080');
  await answers.getByRole('button', { name: 'Check' }).click();
  await expect(answers.getByText('There is no image shop:1.0 yet.', { exact: false })).toBeVisible();

  await writeInEditor(page, 'Dockerfile', FIRST);
  await typeInTerminal(page, 'docker build -t shop:1.0 . && docker run -d --name shop -p 8080:8080 shop:1.0');
  // Nobody presses Check: the verdict comes by itself once the container is there.
  await expect(answers.getByText('Holds')).toBeVisible({ timeout: 180_000 });

  const secret = task(page, 'Nothing in shop:1.1 holds the API key');
  await typeInTerminal(page, "printf 'FROM shop:1.0\\nRUN rm .env\\n' | docker build -t shop:1.1 -");
  await expect(secret.getByText('deleted in a later layer', { exact: false })).toBeVisible({
    timeout: 180_000,
  });
  await typeInTerminal(
    page,
    "printf '%s\\n' .env .git node_modules Dockerfile .dockerignore > .dockerignore; docker build -t shop:1.1 .",
  );
  await expect(secret.getByText('Holds')).toBeVisible({ timeout: 180_000 });

  await writeInEditor(page, 'Dockerfile', ORDERED);
  await typeInTerminal(
    page,
    "docker build -t shop:1.2 . && sed -i 's/1890/1990/' goods.mjs && docker build -t shop:1.3 .",
  );
  await expect(task(page, 'shop:1.2 and shop:1.3 differ').getByText('Holds')).toBeVisible({
    timeout: 180_000,
  });

  await writeInEditor(page, 'Dockerfile', VERSIONED);
  await typeInTerminal(page, 'docker build --build-arg VERSION=1.4 -t shop:1.4 .');
  await expect(task(page, 'The image shop:1.4 knows').getByText('Holds')).toBeVisible({ timeout: 180_000 });

  await writeInEditor(page, 'Dockerfile', STOPPING);
  await typeInTerminal(
    page,
    'docker build --build-arg VERSION=1.5 -t shop:1.5 . && docker run -d --name brief shop:1.5 && until docker logs brief | grep -q open; do sleep 0.2; done; docker stop brief',
  );
  await expect(task(page, 'A container of shop:1.5').getByText('Holds')).toBeVisible({ timeout: 180_000 });

  await typeInTerminal(
    page,
    'docker tag shop:1.5 shop:stable && docker rm -f shop && docker run -d --name shop -p 8080:8080 shop:stable',
  );
  await expect(task(page, 'shop:stable is shop:1.5').getByText('Holds')).toBeVisible({ timeout: 180_000 });
  await expect(page.getByText('6 of 6 hold')).toBeVisible();

  await page.goto('/');
  await expect(page.getByRole('link', { name: /^Build/ })).toBeVisible();
  await expect(page.getByText('1 of 2', { exact: false })).toBeVisible();
  await endLab(page, 'build');
});
