/** What a key does in the tree, by the WAI-ARIA tree pattern. */
import type { TreeRow } from './file-tree.ts';
import { parentOf } from './paths.ts';

export type TreeMove =
  | { readonly type: 'focus'; readonly path: string }
  | { readonly type: 'expand' | 'collapse'; readonly path: string };

/** Null when the key means nothing here, and the browser may have it. */
export function moveInTree(rows: readonly TreeRow[], focused: string | null, key: string): TreeMove | null {
  const index = rows.findIndex((row) => row.entry.path === focused);
  const row = rows[index];
  switch (key) {
    case 'ArrowDown':
      return focus(rows[index + 1]);
    case 'ArrowUp':
      return focus(rows[index === -1 ? rows.length - 1 : index - 1]);
    case 'Home':
      return focus(rows[0]);
    case 'End':
      return focus(rows.at(-1));
    case 'ArrowRight':
      return row ? inwards(row, rows[index + 1]) : null;
    case 'ArrowLeft':
      return row ? outwards(row) : null;
    default:
      return null;
  }
}

function focus(row: TreeRow | undefined): TreeMove | null {
  return row ? { type: 'focus', path: row.entry.path } : null;
}

function inwards(row: TreeRow, next: TreeRow | undefined): TreeMove | null {
  if (row.expanded === undefined) return null;
  if (!row.expanded) return { type: 'expand', path: row.entry.path };
  return next && next.level > row.level ? focus(next) : null;
}

function outwards(row: TreeRow): TreeMove | null {
  if (row.expanded) return { type: 'collapse', path: row.entry.path };
  const parent = parentOf(row.entry.path);
  return parent === '' ? null : { type: 'focus', path: parent };
}

/** The next row whose name starts with what was typed; the same letter again goes on to the next one. */
export function findByTyping(rows: readonly TreeRow[], focused: string | null, typed: string): string | null {
  const wanted = typed.toLowerCase();
  const sameLetter = new Set(wanted).size === 1;
  const prefix = sameLetter ? wanted.slice(0, 1) : wanted;
  const start = rows.findIndex((row) => row.entry.path === focused);
  // With one letter look behind the focused row, with more the focused row may still be the one.
  const offset = sameLetter ? 1 : 0;
  for (let step = 0; step < rows.length; step++) {
    const row = rows[(Math.max(start, 0) + (start === -1 ? 0 : offset) + step) % rows.length];
    if (row?.name.toLowerCase().startsWith(prefix)) return row.entry.path;
  }
  return null;
}
