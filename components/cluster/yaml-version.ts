const VERSION = /^( *)resourceVersion: .*\n/m;

/** Without the version that it was read at: saved so, it takes the place of whatever is there. */
export function withoutVersion(yaml: string): string {
  return yaml.replace(VERSION, '');
}

/** As if it had been read when the other one was. */
export function atVersionOf(yaml: string, other: string): string {
  const [line] = VERSION.exec(other) ?? [''];
  return yaml.replace(VERSION, () => line);
}

/** What a cluster says of a thing's state changes all the time, and is nothing that anybody writes. */
export function isSameButState(one: string, other: string): boolean {
  const written = (yaml: string) => withoutVersion(yaml).replace(/^status:\n(?:[ -].*\n?)*/m, '');
  return written(one) === written(other);
}
