/** What an operator should read when a step failed: what is missing, and what to do. */

const wrongChecksum = /checksum mismatch|SECURITY ERROR|verifying .*: checksum/i;
const unreachable =
  /dial tcp|no such host|i\/o timeout|connection refused|connection reset|TLS handshake|unexpected EOF|Client\.Timeout|\b(403 Forbidden|404 Not Found|410 Gone|50[0-9] [A-Z])|Temporary failure|Could not resolve|Unable to fetch|Failed to fetch|network is unreachable|certificate signed by unknown/i;
const full = /no space left on device|ENOSPC|disk quota exceeded/i;

export function explainFailure(error: unknown): string {
  if (error instanceof Error && error.name === 'AbortError') {
    return 'It was interrupted. npm start goes on from here.';
  }
  const said = error instanceof Error ? error.message : String(error);
  const line = (pattern: RegExp) =>
    said
      .split('\n')
      .find((text) => pattern.test(text))
      ?.trim() ?? '';
  if (wrongChecksum.test(said)) {
    return `Something that was downloaded is not what is pinned in lab-runner/images/node, and is refused: ${line(wrongChecksum)}`;
  }
  if (full.test(said)) {
    return `The disk is full: ${line(full)}. Free some space and run npm start again: it goes on from here.`;
  }
  if (unreachable.test(said)) {
    return `Something could not be downloaded: ${line(unreachable)}. What was made so far is kept: run npm start again once the package registries answer, and it goes on from here.`;
  }
  return `${said.slice(-3000)}\nWhat was made so far is kept: npm start goes on from here.`;
}
