/** What Kubernetes labs stand on is made beside the server, by a process of its own: whatever becomes of it, labs go on. */
import { spawn } from 'node:child_process';

/** Returns how to end it. It prints for itself. Measurements say `no`: they are not taken beside a compile. */
export function prepareKubernetesBehind(): () => void {
  if (process.env.DRYDOCK_PREPARE_KUBERNETES === 'no') return () => {};
  const child = spawn('node', ['--disable-warning=ExperimentalWarning', 'scripts/prepare-kubernetes.ts'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  child.once('error', (error) =>
    process.stdout.write(`kubernetes: labs cannot be prepared: ${error.message}\n`),
  );
  return () => child.kill('SIGTERM');
}
