import { type EngineContent, engineContentSchema, TOLD_AT_MOST } from '../../lib/lab-api/containers.ts';
import type { Sandbox } from '../drivers/driver.ts';

const TIMEOUT_MS = 15_000;
const OUTPUT_BYTES = 2 * 1024 * 1024;

/**
 * Asked of the engine itself by the checker's own programs: quicker than four times the docker command, and nothing of the
 * learner's is run. jq leaves out what nobody is shown, so that a huge label is not carried about.
 */
const READ = `set -o pipefail
ask() { curl --silent --fail --max-time 10 --unix-socket /lab/run/docker.sock "http://engine/v1.44/$1"; }
short='def short: tostring[:1000];'
ask "containers/json?all=1&limit=$1" | jq --compact-output "$short"' [.[] | {
  id: .Id, name: (.Names[0] // "" | short | ltrimstr("/")), image: (.Image | short), state: .State, status: (.Status | short),
  project: (.Labels["com.docker.compose.project"] // null | if . then short else . end),
  service: (.Labels["com.docker.compose.service"] // null | if . then short else . end),
  ports: [.Ports[]? | {port: .PrivatePort, protocol: .Type, published: (.PublicPort // null)}] | unique | .[:50]}]' || exit 1
ask images/json | jq --compact-output --argjson most "$1" "$short"' [.[] | {
  id: .Id, names: ([.RepoTags[]? | short] - ["<none>:<none>"])[:20], sizeBytes: .Size}][:$most]' || exit 1
ask volumes | jq --compact-output --argjson most "$1" "$short"' [.Volumes[]? | {name: (.Name | short), driver: (.Driver | short)}] | sort_by(.name) | .[:$most]' || exit 1
ask networks | jq --compact-output --argjson most "$1" "$short"' [.[] | {id: .Id, name: (.Name | short), driver: (.Driver | short)}] | sort_by(.name) | .[:$most]'`;

/** Undefined when the engine does not answer, or not as an engine does. Rejects when the sandbox cannot be asked. */
export async function readEngine(sandbox: Sandbox, signal: AbortSignal): Promise<EngineContent | undefined> {
  const { exitCode, stdout, truncated } = await sandbox.exec(
    ['bash', '-c', READ, 'read-engine', String(TOLD_AT_MOST)],
    { place: 'checker', user: 'root', timeoutMs: TIMEOUT_MS, maxOutputBytes: OUTPUT_BYTES, signal },
  );
  return exitCode === 0 && !truncated ? parseEngine(stdout) : undefined;
}

/** Four lines of JSON. The socket is in the learner's hands: what answers there may be anything. */
export function parseEngine(lines: string): EngineContent | undefined {
  try {
    const [containers, images, volumes, networks] = lines
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    return engineContentSchema.safeParse({ containers, images, volumes, networks }).data;
  } catch {
    return undefined;
  }
}
