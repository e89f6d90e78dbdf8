import { existsSync } from 'node:fs';
import { unlink, writeFile } from 'node:fs/promises';

/** Debian starts a package's service at once. It must not run beside ours because we needed its program. */
export async function withoutServices(work: () => Promise<void>): Promise<void> {
  const policy = '/usr/sbin/policy-rc.d';
  const ours = !existsSync(policy);
  if (ours) await writeFile(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await work();
  } finally {
    if (ours) await unlink(policy);
  }
}
