/** The states of a lesson's page that pictures are taken of. */
import type { Page } from '@playwright/test';
import { CONTRAST_KEY } from '../../components/ui/theme.ts';
import { HIDDEN_KEY } from '../../components/workbench/split.ts';
import { LabError } from '../../lab-runner/errors.ts';
import type { LabView, Stage } from '../../lib/lab-api/lab.ts';
import type { Preparation } from '../../lib/lab-api/preparation.ts';
import type { LabChange } from './change-lab.ts';
import { showPreview } from './show-preview.ts';

export interface PageState extends LabChange {
  readonly path: string;
  /** From then on the page's own scripts fail, as by a fault of ours. */
  readonly breaksAfterMs?: number;
  /** A view of the workbench, and what is chosen in it. */
  readonly opens?: { readonly view: string; readonly row: RegExp };
  /** A phone has nothing of the kind. */
  readonly wideOnly?: boolean;
  /** What the learner does before the picture. */
  readonly act?: (page: Page) => Promise<void>;
  /** What the learner chose at an earlier visit. */
  readonly kept?: Readonly<Record<string, string>>;
}

const BUILD = '/learn/build';
const CLUSTER = '/learn/pods';
const POLICIES = '/learn/network-policies';

const endsIn = (ms: number) => (lab: LabView) => ({
  ...lab,
  state: 'ready' as const,
  expiresAt: new Date(Date.now() + ms).toISOString(),
});

function stages(done: number, working: boolean): Stage[] {
  const ids = ['sandbox', 'engine', 'files', 'setup'] as const;
  return ids.map((id, index) => {
    if (index < done) return { id, state: 'done', tookMs: 240 + 410 * index };
    return { id, state: index === done && working ? 'running' : 'waiting', tookMs: null };
  });
}

const failed =
  (code: ConstructorParameters<typeof LabError>[0]) =>
  (lab: LabView): LabView => ({
    ...lab,
    state: 'failed',
    stages: stages(0, true).map((stage, index) => (index === 0 ? { ...stage, state: 'failed' } : stage)),
    problem: new LabError(code).problem,
  });

const preparing =
  (preparation: Preparation) =>
  (lab: LabView): LabView => ({ ...lab, state: 'none', preparation });

const running = [
  { lesson: 'welcome', title: 'What runs where' },
  { lesson: 'containers', title: 'Containers' },
];

const HIGH_CONTRAST = { [CONTRAST_KEY]: 'more' };

async function openPalette(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^All actions/ }).click();
  await page.getByRole('combobox').waitFor();
}

async function split(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Split', exact: true }).click();
  await page.locator('.monaco-editor').nth(1).getByRole('textbox').focus();
  await page.getByRole('treeitem', { name: 'server.mjs', exact: true }).click();
  await page.getByRole('heading', { name: 'server.mjs' }).waitFor();
}

async function openView(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menu', { name: 'View' }).waitFor();
}

/** The Dockerfile of the picture, beside the one that the lesson began with. */
async function compare(page: Page): Promise<void> {
  const editor = page.getByRole('button', { name: 'Editor', exact: true });
  if (await editor.isVisible()) await editor.click();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByText('from the start of the lesson.').waitFor();
}

/** Before anybody has started the lab. */
export const withoutLab: Readonly<Record<string, PageState>> = {
  home: { path: '/' },
  keys: { path: '/keys' },
  missing: { path: '/learn/no-such-lesson' },
  start: { path: BUILD },
  'waiting-in-line': {
    path: BUILD,
    view: (lab) => ({ ...lab, state: 'starting', stages: stages(0, false) }),
  },
  starting: { path: BUILD, view: (lab) => ({ ...lab, state: 'starting', stages: stages(1, true) }) },
  'image-missing': { path: BUILD, view: failed('image_missing') },
  'engine-down': { path: BUILD, view: failed('engine_down') },
  quota: {
    path: BUILD,
    view: (lab) => ({ ...lab, problem: new LabError('quota_labs', { labs: running }).problem }),
  },
  preparing: {
    path: CLUSTER,
    view: preparing({
      state: 'preparing',
      step: 3,
      steps: 16,
      title: 'Compiling Kubernetes',
      minutesLeft: 14,
      problem: null,
    }),
  },
  'preparation-failed': {
    path: CLUSTER,
    view: preparing({
      state: 'failed',
      step: 3,
      steps: 16,
      title: 'Compiling Kubernetes',
      minutesLeft: null,
      problem: 'The disk is full: 4 GiB are needed and 1 GiB is free. Make room, then run npm start again.',
    }),
  },
};

/** While a lab with a cluster runs. */
export const withCluster: Readonly<Record<string, PageState>> = {
  cluster: { path: POLICIES, opens: { view: 'Cluster', row: /^web shop Deployment/ } },
  'cluster-map': { path: POLICIES, opens: { view: 'Cluster', row: /^Map$/ } },
};

/** While a lab runs, in the middle of its tasks. */
export const withLab: Readonly<Record<string, PageState>> = {
  lesson: { path: BUILD },
  containers: { path: BUILD, opens: { view: 'Containers', row: /^shop shop:1\.0/ } },
  preview: { path: BUILD, act: showPreview('localhost:8080') },
  'preview-waiting': { path: BUILD, act: showPreview('localhost:9090') },
  palette: { path: BUILD, act: openPalette },
  compare: { path: BUILD, act: compare },
  'lesson-only': { path: BUILD, kept: { [`${HIDDEN_KEY}lesson`]: 'second' }, wideOnly: true },
  split: { path: BUILD, act: split, wideOnly: true },
  'view-menu': { path: BUILD, act: openView, wideOnly: true },
  contrast: { path: BUILD, kept: HIGH_CONTRAST },
  'contrast-palette': { path: BUILD, kept: HIGH_CONTRAST, act: openPalette },
  frozen: { path: BUILD, view: (lab) => ({ ...lab, state: 'frozen' }) },
  expiring: { path: BUILD, view: endsIn(4 * 60_000) },
  'last-minute': { path: BUILD, view: endsIn(40_000) },
  ended: {
    path: BUILD,
    later: (lab) => ({ ...lab, state: 'none', terminals: [], expiresAt: null }),
  },
  resetting: { path: BUILD, later: (lab) => ({ ...lab, state: 'resetting', stages: stages(2, true) }) },
  'lost-runner': { path: BUILD, lost: true },
  error: {
    path: BUILD,
    later: endsIn(3 * 60_000),
    breaksAfterMs: 2000,
  },
};
