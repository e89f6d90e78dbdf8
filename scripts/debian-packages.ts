import { existsSync } from 'node:fs';
import { withoutServices } from '../lab-runner/engine/without-services.ts';
import { mustRun } from './run-command.ts';
import type { StepLog } from './steps.ts';

export interface DebianPackage {
  readonly name: string;
  /** Present when this file is, or when this says so. */
  readonly provides: string | (() => boolean);
  /** What it is for, in words that finish "needed for …". */
  readonly reason: string;
}

/** Installs what is missing where we are root on a Debian; elsewhere rejects with what to install. Starts no service. */
export async function ensureDebianPackages(packages: readonly DebianPackage[], log: StepLog): Promise<void> {
  const missing = packages.filter(({ provides }) =>
    typeof provides === 'string' ? !existsSync(provides) : !provides(),
  );
  if (missing.length === 0) return;
  const names = missing.map((wanted) => wanted.name);
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(
      missing
        .map((wanted) => `${wanted.name} is needed for ${wanted.reason}: install it and run this again`)
        .join('\n'),
    );
  }
  log(`installing ${names.join(', ')}`);
  await withoutServices(() => install(names, log));
}

async function install(names: readonly string[], log: StepLog): Promise<void> {
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, onLine: () => {} };
  // Another apt-get may be at work: wait for it.
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  // Lists that could not be renewed may still be good enough.
  await mustRun('apt-get', [...wait, 'update', '-qq'], quiet).catch((error: Error) => log(error.message));
  await mustRun('apt-get', [...wait, 'install', '-y', '-qq', '--no-install-recommends', ...names], quiet);
}
