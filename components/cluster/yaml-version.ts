/** Without the version that it was read at: saved so, it takes the place of whatever is there. */
export function withoutVersion(yaml: string): string {
  return yaml.replace(/^( *)resourceVersion: .*\n/m, '');
}
