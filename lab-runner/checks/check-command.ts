/** How a check's script is run in the checker. */
import type { ExecOptions, SandboxKind } from '../drivers/driver.ts';
import { CHECKER_KUBECONFIG } from './cluster-api.ts';

/** What a check may use: `. "$CHECK_LIB"` at its top. */
const CHECK_LIB = `# Ends the check with "not yet": a reason for the learner, and, where it helps, what was expected and what was found.
not_yet() {
  printf '%s\\n' "$1"
  [ $# -lt 2 ] || printf 'expected: %s\\n' "\${2//$'\\n'/ }"
  [ $# -lt 3 ] || printf 'found: %s\\n' "\${3//$'\\n'/ }"
  exit 1
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
        ...(kind === 'docker' ? {} : { KUBECONFIG: CHECKER_KUBECONFIG }),
      },
      timeoutMs,
      maxOutputBytes: OUTPUT_BYTES,
      signal,
    },
  };
}
