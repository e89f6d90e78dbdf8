import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { prerender } from 'react-dom/static';
import { expect, it } from 'vitest';
import type { LabView } from '../../lib/lab-api/lab.ts';
import type { Preparation } from '../../lib/lab-api/preparation.ts';
import { LabContext, type LabControls } from './lab-context.ts';
import { viewOf } from './lab-server-rig.ts';
import { Notices } from './notices.tsx';
import { StartPanel } from './start-panel.tsx';

const compiling: Preparation = {
  state: 'preparing',
  step: 3,
  steps: 9,
  title: 'Compiling Kubernetes',
  minutesLeft: 6,
  problem: null,
};

const NOW = Date.parse('2026-11-23T12:00:00Z');
const controls = (lab: Partial<LabView>, more: Partial<LabControls> = {}) =>
  ({
    lab: { ...viewOf('none'), ...lab },
    problem: null,
    now: () => NOW,
    onEvent: () => () => {},
    ...more,
  }) as LabControls;

/** What a reader without colours gets. */
async function words(element: ReactNode): Promise<string> {
  // Waits for what loads when it is shown.
  const { prelude } = await prerender(element);
  return (await new Response(prelude).text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

function panel(lab: Partial<LabView>): Promise<string> {
  const about = { sandbox: 'cluster', minutes: 60, taskCount: 6, hadLab: false, onNear: () => {} } as const;
  return words(createElement(LabContext, { value: controls(lab) }, createElement(StartPanel, about)));
}

it('offers the start of a lab that can be started', async () => {
  expect(await panel({})).toContain('Start lab');
});

it('says how far a lab is that is being prepared, and offers no start', async () => {
  const said = await panel({ preparation: compiling });
  expect(said).toContain('Kubernetes labs are being prepared');
  expect(said).toContain('Step 3 of 9: Compiling Kubernetes');
  expect(said).toContain('About 6 minutes left');
  expect(said).not.toContain('Start lab');
});

it.each([
  [{ step: 0, steps: 0, title: '', minutesLeft: null }, 'not prepared yet'],
  [{ state: 'failed', problem: 'No space on the disk.' }, 'No space on the disk.'],
  [{ state: 'failed', problem: 'No space on the disk.' }, 'npm start'],
  [{ state: 'ready' }, 'almost there'],
] as const)('of a preparation like %o it says %s', async (state, said) => {
  expect(await panel({ preparation: { ...compiling, ...state } })).toContain(said);
});

it('keeps a lab that runs, also when its kind cannot be made any more', async () => {
  expect(await panel({ state: 'starting', preparation: compiling })).toContain('Starting your lab');
});

const notices = (lab: Partial<LabView>, more: Partial<LabControls> = {}) =>
  renderToStaticMarkup(createElement(LabContext, { value: controls(lab, more) }, createElement(Notices)));

it('leads from a quota to the labs that fill it', () => {
  const problem = {
    code: 'quota_labs',
    message: 'You have as many labs as this server allows.',
    retryable: false,
    labs: [{ lesson: 'build', title: 'Images' }],
  };
  expect(notices({}, { problem })).toContain('<a href="/learn/build">Images</a>');
});

it('shows what is wrong with a lab that runs', () => {
  expect(notices({ state: 'ready', trouble: 'The node is stopped.' })).toContain('The node is stopped.');
  expect(notices({ state: 'resetting', trouble: 'The node is stopped.' })).not.toContain('stopped');
});

it.each([
  [30, '30 more minutes'],
  [12, '12 more minutes'],
  [0, 'Download what you want to keep'],
])('near the end, with %i minutes to be had, says %s', (extensionMinutes, said) => {
  const expiresAt = new Date(NOW + 150_000).toISOString();
  const bar = notices({ state: 'ready', expiresAt, extensionMinutes });
  expect(bar).toContain('This lab ends in 3 minutes');
  expect(bar).toContain(said);
  expect(notices({ state: 'ready', expiresAt: new Date(NOW + 3_600_000).toISOString() })).not.toContain(
    'ends in',
  );
});
