import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inputHash } from '../lab-runner/engine/input-hash.ts';
import { mustRun } from './run-command.ts';
import type { Settings } from './settings.ts';
import type { StepLog } from './steps.ts';

const FOLDERS = ['app', 'components', 'lib', 'public'];
const FILES = [
  'next.config.ts',
  'instrumentation.ts',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.base.json',
];

/** Builds the web half when anything that goes into it has changed. */
export async function ensureWebBuild(settings: Settings, log: StepLog): Promise<void> {
  const { root, contentFolder, buildFolder } = settings;
  const folders = [...FOLDERS.map((folder) => join(root, folder)), contentFolder];
  const wanted = await inputHash(folders, [
    contentFolder,
    ...FILES.map((file) => readFileSync(join(root, file), 'utf8')),
  ]);
  const marker = join(root, buildFolder, '.drydock-built');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  log('building (about a minute)');
  await mustRun('next', ['build'], {
    cwd: root,
    env: {
      ...process.env,
      CONTENT_DIR: contentFolder,
      NEXT_DIST_DIR: buildFolder,
      NEXT_TELEMETRY_DISABLED: '1',
      NODE_ENV: 'production',
    },
    onLine: (line) => line.trim() && log(line),
  });
  writeFileSync(marker, wanted);
}
