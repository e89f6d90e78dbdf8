/** The tree that the learner sees, made from the flat listing of the runner. */
import type { FileEntry } from '../../lib/lab-api/files.ts';
import { nameOf, parentOf } from './paths.ts';

export interface TreeRow {
  readonly entry: FileEntry;
  readonly name: string;
  /** 1 at the top. */
  readonly level: number;
  /** Place among its siblings, from 1. */
  readonly position: number;
  readonly siblings: number;
  /** Undefined for what is not a folder. */
  readonly expanded: boolean | undefined;
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compare(a: FileEntry, b: FileEntry): number {
  const folders = Number(b.type === 'folder') - Number(a.type === 'folder');
  if (folders !== 0) return folders;
  const [nameA, nameB] = [nameOf(a.path), nameOf(b.path)];
  // The collator finds `a` and `A` equal; the order must not depend on what the disk said first.
  return byName.compare(nameA, nameB) || (nameA < nameB ? -1 : 1);
}

/** Folders first, then by name, numbers by value. */
export function sortedChildren(entries: readonly FileEntry[]): ReadonlyMap<string, readonly FileEntry[]> {
  const children = new Map<string, FileEntry[]>();
  for (const entry of entries) {
    const parent = parentOf(entry.path);
    const siblings = children.get(parent);
    if (siblings) siblings.push(entry);
    else children.set(parent, [entry]);
  }
  for (const siblings of children.values()) siblings.sort(compare);
  return children;
}

/** What is on screen, from top to bottom. */
export function visibleRows(
  children: ReadonlyMap<string, readonly FileEntry[]>,
  expanded: ReadonlySet<string>,
): TreeRow[] {
  const rows: TreeRow[] = [];
  const walk = (folder: string, level: number) => {
    const entries = children.get(folder) ?? [];
    entries.forEach((entry, index) => {
      const isFolder = entry.type === 'folder';
      const open = isFolder && expanded.has(entry.path);
      rows.push({
        entry,
        name: nameOf(entry.path),
        level,
        position: index + 1,
        siblings: entries.length,
        expanded: isFolder ? open : undefined,
      });
      if (open) walk(entry.path, level + 1);
    });
  };
  walk('', 1);
  return rows;
}
