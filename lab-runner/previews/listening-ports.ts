import type { Sandbox } from '../drivers/driver.ts';
import { LabError } from '../errors.ts';

const TIMEOUT_MS = 10_000;
const LISTEN = '0A';

/**
 * Ports that something in the sandbox listens on. Read from the kernel and not tried: a program that takes one connection,
 * as netcat does, would be gone. The checker shares the sandbox's network and none of its programs.
 */
export async function listeningPorts(sandbox: Sandbox, signal: AbortSignal): Promise<readonly number[]> {
  const { exitCode, stdout } = await sandbox.exec(
    ['awk', `$4 == "${LISTEN}" { print $2 }`, '/proc/net/tcp', '/proc/net/tcp6'],
    { place: 'checker', user: 'root', timeoutMs: TIMEOUT_MS, signal },
  );
  if (exitCode !== 0) throw new LabError('sandbox_unresponsive', { detail: `awk ended with ${exitCode}` });
  return portsOf(stdout);
}

/** Where the engine's own resolver listens in every container (127.0.0.11), which nobody dials by its port. */
const RESOLVER = '0B00007F';

/** Lines such as `0100007F:1F90`: address and port in hexadecimal. */
export function portsOf(lines: string): readonly number[] {
  const listeners = [...lines.matchAll(/^([0-9A-F]+):([0-9A-F]{4})$/gm)];
  const ports = listeners
    .filter(([, address]) => address !== RESOLVER)
    .map(([, , port = '']) => Number.parseInt(port, 16));
  return [...new Set(ports)].filter((port) => port > 0).sort((one, other) => one - other);
}
