/** How a check's script is run in the checker. */
import type { ExecOptions, SandboxKind } from '../drivers/driver.ts';
import { CHECKER_KUBECONFIG } from './cluster-api.ts';

/**
 * What a check may use: `. "$CHECK_LIB"` at its top. A kubeconfig can name a program to run, so of a learner's own cluster
 * nothing is taken but certificates, and those from the node itself.
 */
const CHECK_LIB = `# Ends the check with "not yet": a reason for the learner, and, where it helps, what was expected and what was found.
not_yet() {
  printf '%s\\n' "$1"
  [ $# -lt 2 ] || printf 'expected: %s\\n' "\${2//$'\\n'/ }"
  [ $# -lt 3 ] || printf 'found: %s\\n' "\${3//$'\\n'/ }"
  exit 1
}

# use_kind_cluster [NAME]: from here on kubectl asks a cluster that the learner made with kind. Fails when there is none.
use_kind_cluster() {
  local name=\${1:-kind} node config port field folder=/tmp/kind-cluster
  node=$(docker ps --quiet --filter "label=io.x-k8s.kind.cluster=$name" --filter label=io.x-k8s.kind.role=control-plane | head -n 1)
  [ -n "$node" ] || return 1
  port=$(docker inspect --format '{{(index (index .NetworkSettings.Ports "6443/tcp") 0).HostPort}}' "$node" | grep -xE '[0-9]{1,5}') || return 1
  config=$(timeout 10 docker exec "$node" head -c 65536 /etc/kubernetes/admin.conf) || return 1
  mkdir -p "$folder"
  for field in certificate-authority client-certificate client-key; do
    sed -n "s/^ *$field-data: *//p" <<<"$config" | head -n 1 | base64 --decode >"$folder/$field" 2>/dev/null || return 1
    [ -s "$folder/$field" ] || return 1
  done
  printf '{"apiVersion": "v1", "kind": "Config", "current-context": "kind",
    "clusters": [{"name": "kind", "cluster": {"server": "https://127.0.0.1:%s", "certificate-authority": "%s"}}],
    "users": [{"name": "kind", "user": {"client-certificate": "%s", "client-key": "%s"}}],
    "contexts": [{"name": "kind", "context": {"cluster": "kind", "user": "kind"}}]}' \\
    "$port" "$folder/certificate-authority" "$folder/client-certificate" "$folder/client-key" >"$folder/config"
  export KUBECONFIG=$folder/config
}
`;

/**
 * The library is written anew for each run: the checker has only a tmpfs, which a restart empties. A folder that the
 * learner removed is "not yet", not a fault of ours.
 */
const RUN = `cd -- "$LAB_FOLDER" 2>/dev/null || {
  echo "Your folder ~/\${LAB_FOLDER##*/} is not there any more. Make it again, or reset the lab."
  exit 1
}
printf '%s' "$1" >"$CHECK_LIB" || exit 70
exec bash -c "$2" check`;

/** Where the checker sees the learner's home. */
const CHECKER_HOME = '/lab/home';
const OUTPUT_BYTES = 64 * 1024;

export interface Command {
  readonly argv: readonly string[];
  readonly options: ExecOptions;
}

interface CheckRun {
  readonly script: string;
  /** Absolute path of the learner's folder in the sandbox. */
  readonly folder: string;
  readonly kind: SandboxKind;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export function checkCommand({ script, folder, kind, timeoutMs, signal }: CheckRun): Command {
  return {
    argv: ['bash', '-c', RUN, 'run-check', CHECK_LIB, script],
    options: {
      place: 'checker',
      // Root without capabilities but to read: the checker can't even become somebody else, and nothing of the lab's
      // state is in it.
      user: 'root',
      env: {
        LAB_FOLDER: `${CHECKER_HOME}/${folder.slice(folder.lastIndexOf('/') + 1)}`,
        CHECK_LIB: '/tmp/check-lib.sh',
        DOCKER_HOST: 'unix:///lab/run/docker.sock',
        // kubectl keeps what it learns of an API there.
        HOME: '/tmp',
        ...(kind === 'docker' ? {} : { KUBECONFIG: CHECKER_KUBECONFIG }),
      },
      timeoutMs,
      maxOutputBytes: OUTPUT_BYTES,
      signal,
    },
  };
}
