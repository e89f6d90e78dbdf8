/** What a person sees in a preview when there is nothing of their own to see. Drydock's words, on the preview's origin. */
import type { LabError } from '../errors.ts';

/** Paths under it are ours; a learner's program is not asked for them. */
export const OUR_PATHS = '/.drydock/';
export const WAITING_SCRIPT_PATH = `${OUR_PATHS}waiting.js`;
export const AGAIN_SCRIPT_PATH = `${OUR_PATHS}again.js`;
export const LISTENING_PATH = `${OUR_PATHS}listening`;

export const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

const titles: Partial<Record<LabError['code'], string>> = {
  preview_refused: 'This preview is not open here',
  preview_ended: 'The lab has ended',
  lab_missing: 'The lab has ended',
  lab_busy: 'One moment: the lab is not ready',
  preview_not_http: 'That is not a web page',
  preview_headers: 'That answer has no end',
  preview_hung_up: 'It hung up',
  preview_slow: 'No answer yet',
  preview_to_app: 'A way that is closed',
  preview_to_port: 'That is on another port',
  sandbox_unresponsive: 'The sandbox does not answer',
};

/** `again`: whether a page that a program hung up on may be asked for once more. */
export function problemPage(
  error: LabError,
  target: string | undefined,
  { again }: { readonly again: boolean },
): string {
  if (error.code === 'port_closed' && target !== undefined) return waitingPage(target);
  const about = target === undefined ? '' : `<p class="about">${asText(target)}</p>`;
  const title = titles[error.code] ?? 'The preview did not come about';
  const port = error.code === 'preview_to_port' && error.detail ? ` It is port ${asText(error.detail)}.` : '';
  const more = again && error.code === 'preview_hung_up' ? TRY_AGAIN : '';
  return page(title, `${about}<h1>${title}</h1>\n<p>${asText(error.message)}${port}</p>${more}`);
}

// Docker opens a published port before the program in the container listens on it.
const TRY_AGAIN = `
<p>One that is still starting does so too: this page tries again by itself.</p>
<p role="status" data-again></p>
<script src="${AGAIN_SCRIPT_PATH}"></script>`;

/** Which of our answers it is, for the page that tries again. */
export const PROBLEM_HEADER = 'x-drydock-problem';

/** Asks a dozen times within a minute, ever less often. Counted here: in a frame, browsers may refuse a page all storage. */
export const AGAIN_SCRIPT = `
let tries = 0;
async function again() {
  const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => null);
  if (answer && answer.headers.get('${PROBLEM_HEADER}') !== 'preview_hung_up') return location.reload();
  tries += 1;
  if (tries < 12) return setTimeout(again, 300 * 1.4 ** tries);
  document.querySelector('[data-again]').textContent = 'It hung up a dozen times, and this page has stopped trying.';
}
setTimeout(again, 300);
`;

function waitingPage(target: string): string {
  return page(
    `Waiting for ${target}`,
    `<h1>Waiting for ${asText(target)}</h1>
<p>Nothing listens there yet. This page loads by itself as soon as something does.</p>
<p role="status" data-waiting>Looking…</p>
<script src="${WAITING_SCRIPT_PATH}"></script>`,
  );
}

/** Looks while somebody sees it, ever less often, and not for ever. */
export const WAITING_SCRIPT = `
const words = document.querySelector('[data-waiting]');
const began = Date.now();
let pauseMs = 400;
const seen = () => document.visibilityState === 'visible'
  ? Promise.resolve()
  : new Promise((done) => document.addEventListener('visibilitychange', done, { once: true })).then(seen);
async function look() {
  await seen();
  const answer = await fetch('${LISTENING_PATH}').catch(() => null);
  if (answer?.ok && (await answer.json()).listening) return location.reload();
  if (answer?.status === 403 || answer?.status === 410) return location.reload();
  if (Date.now() - began > 30 * 60_000) {
    words.textContent = 'Half an hour has passed, and this page has stopped looking. Reload it to go on.';
    return;
  }
  pauseMs = Math.min(3000, pauseMs * 1.3);
  setTimeout(look, pauseMs);
}
look();
`;

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${asText(title)}</title>
<style>
  :root { color-scheme: light dark; --paper: #fffdf9; --ink: #16202b; --ink-2: #465361; --lead: #b23a20; }
  @media (prefers-color-scheme: dark) { :root { --paper: #161e27; --ink: #e8e4da; --ink-2: #a9b4bf; --lead: #ff8062; } }
  body { margin: 0; min-height: 100vh; display: grid; align-content: center; background: var(--paper); color: var(--ink);
    font: 400 17px/1.6 "Source Serif 4 Variable", Georgia, serif; }
  main { max-width: 34em; padding: 32px clamp(20px, 9%, 96px); border-left: 3px solid var(--lead); margin-left: clamp(16px, 6%, 64px); }
  h1 { font: 650 24px/1.2 "Archivo Variable", system-ui, sans-serif; margin: 0 0 12px; overflow-wrap: anywhere; }
  p { margin: 0 0 10px; }
  .about, [role=status] { color: var(--ink-2); font: 450 14px/1.5 system-ui, sans-serif; }
</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

function asText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
