import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { endLab, startLab, typeInTerminal } from './workbench.ts';

const panel = (page: Page) => page.getByRole('tabpanel', { name: 'Preview' });
const frame = (page: Page) => panel(page).frameLocator('iframe');

async function show(page: Page, address: string): Promise<void> {
  await panel(page).getByRole('textbox', { name: 'Address in the lab' }).fill(address);
  await page.keyboard.press('Enter');
}

/** A page that speaks with its own server over a WebSocket, and a way to the app. Frames are short: two bytes, the mask, the text. */
const ECHO = `
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
const PAGE = '<p id="heard">nothing yet</p><script>const s = new WebSocket("ws://" + location.host + "/ws");' +
  's.onopen = () => s.send("ahoy"); s.onmessage = (e) => { heard.textContent = "heard " + e.data; };</script>';
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname === '/away') response.writeHead(302, { location: searchParams.get('to') }).end();
  else response.setHeader('set-cookie', 'sid=1; Domain=localhost').setHeader('content-type', 'text/html').end(PAGE);
});
server.on('upgrade', (request, socket) => {
  const key = request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
  const accept = createHash('sha1').update(key).digest('base64');
  socket.write('HTTP/1.1 101 Switching Protocols\\r\\nupgrade: websocket\\r\\nconnection: upgrade\\r\\nsec-websocket-accept: ' + accept + '\\r\\n\\r\\n');
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    const text = bytes.subarray(6, 6 + (bytes[1] & 127)).map((byte, at) => byte ^ bytes[2 + (at % 4)]);
    socket.write(Buffer.concat([Buffer.from([0x81, text.length]), text]));
  });
});
server.listen(8081);
`;

test('a container that a learner runs is waited for, seen, opened in a tab, and missed when it stops', async ({
  page,
}) => {
  await startLab(page, 'welcome');
  await page.getByRole('tab', { name: 'Preview' }).click();
  await expect(panel(page).getByText('See what your programs serve')).toBeVisible();
  await show(page, 'example.org');
  await expect(panel(page).getByRole('alert')).toContainText('no address of this lab');
  await show(page, '8080');
  await expect(panel(page).getByRole('heading', { name: 'Waiting for port 8080' })).toBeVisible();
  await typeInTerminal(page, 'docker run -d --name web -p 8080:80 nginx');
  await expect(frame(page).getByText('Welcome to nginx!')).toBeVisible();
  await expect(panel(page).getByRole('button', { name: '8080 web' })).toHaveAttribute('aria-pressed', 'true');
  await expect(panel(page).locator('iframe')).toHaveAttribute('title', 'Preview of localhost:8080/');
  const { violations } = await new AxeBuilder({ page }).include('#bench-preview').exclude('iframe').analyze();
  expect(violations).toEqual([]);

  const opened = page.context().waitForEvent('page');
  await panel(page).getByRole('button', { name: 'Open in a tab' }).click();
  const tab = await opened;
  await expect(tab.getByText('Welcome to nginx!')).toBeVisible();
  expect(await tab.evaluate(() => window.opener)).toBeNull();

  await typeInTerminal(page, 'docker stop -t 0 web');
  await expect(panel(page).getByRole('heading', { name: 'Port 8080 has closed' })).toBeVisible();
  await tab.reload();
  await expect(tab.getByRole('heading', { name: 'Waiting for port 8080' })).toBeVisible();
  await typeInTerminal(page, 'docker start web');
  await expect(tab.getByText('Welcome to nginx!')).toBeVisible();
  await expect(frame(page).getByText('Welcome to nginx!')).toBeVisible();

  await page.getByRole('tab', { name: 'Containers' }).click();
  await typeInTerminal(page, 'docker run -d --name hidden nginx');
  const containers = page.getByRole('tabpanel', { name: 'Containers' });
  await containers.getByRole('button', { name: /^hidden nginx/ }).click();
  await containers.getByRole('button', { name: 'Preview 80/tcp' }).click();
  await expect(panel(page).locator('iframe')).toHaveAttribute('title', 'Preview of container/hidden:80/');
  await expect(frame(page).getByText('Welcome to nginx!')).toBeVisible();
  await endLab(page, 'welcome');
});

test('a learner’s page has its WebSocket and its cookies, and no way into the app', async ({ page }) => {
  await startLab(page, 'welcome');
  await page.getByRole('tab', { name: 'Preview' }).click();
  const script = Buffer.from(ECHO).toString('base64');
  await typeInTerminal(page, `echo ${script} | base64 -d > echo.mjs`);
  // Docker's port is open before the program listens behind it.
  await typeInTerminal(
    page,
    "docker run -d --name echo -p 8081:8081 -v $PWD/echo.mjs:/echo.mjs node:alpine sh -c 'sleep 3; node /echo.mjs'",
  );
  await show(page, 'localhost:8081');
  await expect(frame(page).getByText('heard ahoy')).toBeVisible();

  const app = new URL(page.url()).origin;
  const tried = await frame(page)
    .locator('body')
    .evaluate(async (_body, origin) => {
      const name = (error: unknown) => (error as Error).name;
      const parent = (() => {
        try {
          return window.parent.document.title;
        } catch (error) {
          return name(error);
        }
      })();
      const read = await fetch(`${origin}/api/progress`, { credentials: 'include' }).then(() => 'read', name);
      const socket = await new Promise<string>((done) => {
        const opened = new WebSocket(`${origin.replace('http', 'ws')}/lab/events`, ['drydock']);
        opened.onopen = () => done('open');
        opened.onerror = () => done('refused');
      });
      const worker = await navigator.serviceWorker.register('/sw.js').then(() => 'registered', name);
      // biome-ignore lint/suspicious/noDocumentCookie: it is what a learner's page would do
      document.cookie = 'tossed=1; domain=localhost';
      return { parent, read, socket, worker };
    }, app);
  const { worker, ...rest } = tried;
  expect(rest).toEqual({ parent: 'SecurityError', read: 'TypeError', socket: 'refused' });
  expect(worker).not.toBe('registered');
  const cookies = await page.context().cookies([app, 'http://localhost/']);
  expect(cookies.map(({ name }) => name)).not.toContain('tossed');
  expect(cookies.map(({ name }) => name)).not.toContain('sid');

  await frame(page)
    .locator('body')
    .evaluate((body, origin) => {
      const inner = document.createElement('iframe');
      inner.src = origin;
      body.append(inner);
    }, app);
  await expect.poll(() => page.frames().map((one) => one.url())).toContain('chrome-error://chromewebdata/');

  await show(page, `localhost:8081/away?to=${app}/learn/welcome`);
  await expect(frame(page).getByRole('heading', { name: 'A way that is closed' })).toBeVisible();
  await show(page, 'localhost:8081/away?to=http://localhost:8081/home');
  await expect(frame(page).getByText('heard ahoy')).toBeVisible();
  expect(page.url()).toContain('/learn/welcome');

  const address = await frame(page)
    .locator('body')
    .evaluate(() => location.origin);
  const stranger = await page.context().browser()?.newPage();
  const guessed = await stranger?.goto(address);
  expect(guessed?.status()).toBe(403);
  await stranger?.close();
  await endLab(page, 'welcome');
});

test('a service and a pod of a cluster are pages, from the panel that shows them', async ({ page }) => {
  test.setTimeout(600_000);
  await startLab(page, 'pods');
  await typeInTerminal(
    page,
    'kubectl create deployment quay --image=nginx --port=80 && kubectl expose deployment quay && kubectl rollout status deployment quay',
  );
  await expect(page.locator('.xterm-rows')).toContainText('successfully rolled out', { timeout: 120_000 });
  const cluster = page.getByRole('tabpanel', { name: 'Cluster' });
  for (const [row, title] of [
    [/^quay yard ClusterIP/, 'Preview of service/yard/quay:80/'],
    [/^quay-\S+ yard 1\/1/, /^Preview of pod\/yard\/quay-\S+:80\/$/],
  ] as const) {
    await page.getByRole('tab', { name: 'Cluster' }).click();
    await cluster.getByRole('button', { name: row }).click();
    await cluster.getByRole('button', { name: /^Preview 80/ }).click();
    await expect(panel(page).locator('iframe')).toHaveAttribute('title', title);
    await expect(frame(page).getByText('Welcome to nginx!')).toBeVisible();
  }
  await endLab(page, 'pods');
});
