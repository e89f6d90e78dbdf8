import { describe, expect, it } from 'vitest';
import type { FileEntry } from '../../lib/lab-api/files.ts';
import { sortedChildren, visibleRows } from './file-tree.ts';

function entry(path: string, type: FileEntry['type'] = 'file'): FileEntry {
  return { path, type, size: 0, version: '1' };
}

const entries = [
  entry('server.mjs'),
  entry('public', 'folder'),
  entry('public/10.html'),
  entry('public/9.html'),
  entry('public/img', 'folder'),
  entry('public/img/logo.svg'),
  entry('.dockerignore'),
  entry('Dockerfile'),
  entry('latest', 'link'),
];

function shown(...expanded: string[]): string[] {
  return visibleRows(sortedChildren(entries), new Set(expanded)).map((row) => row.entry.path);
}

describe('the tree', () => {
  it('shows folders first, then files by name, hidden ones too', () => {
    expect(shown()).toEqual(['public', '.dockerignore', 'Dockerfile', 'latest', 'server.mjs']);
  });

  it('shows what is in an expanded folder, numbers by value', () => {
    expect(shown('public')).toEqual([
      'public',
      'public/img',
      'public/9.html',
      'public/10.html',
      '.dockerignore',
      'Dockerfile',
      'latest',
      'server.mjs',
    ]);
  });

  it('keeps what is below a collapsed folder hidden', () => {
    expect(shown('public/img')).toEqual(shown());
  });

  it('says level, place among siblings, and whether a folder is expanded', () => {
    const rows = visibleRows(sortedChildren(entries), new Set(['public']));
    expect(rows[0]).toMatchObject({ level: 1, position: 1, siblings: 5, expanded: true });
    expect(rows[1]).toMatchObject({ name: 'img', level: 2, position: 1, siblings: 3, expanded: false });
    expect(rows[2]).toMatchObject({ name: '9.html', expanded: undefined });
  });

  it('has the same order whatever the disk said first', () => {
    const names = [entry('a'), entry('A'), entry('B'), entry('b')];
    const order = (list: FileEntry[]) =>
      sortedChildren(list)
        .get('')
        ?.map((each) => each.path);
    expect(order(names)).toEqual(order(names.toReversed()));
  });
});
