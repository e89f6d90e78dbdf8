import { describe, expect, it } from 'vitest';
import type { FileEntry } from '../../lib/lab-api/files.ts';
import { sortedChildren, visibleRows } from './file-tree.ts';
import { findByTyping, moveInTree } from './tree-keys.ts';

const entries: FileEntry[] = [
  ['public', 'folder'],
  ['public/index.html', 'file'],
  ['src', 'folder'],
  ['Dockerfile', 'file'],
  ['docs.md', 'file'],
  ['nginx.conf', 'file'],
].map(([path, type]) => ({ path: path as string, type: type as FileEntry['type'], size: 0, version: '' }));
// public, public/index.html, src, Dockerfile, docs.md, nginx.conf
const rows = visibleRows(sortedChildren(entries), new Set(['public']));

describe('keys in the tree', () => {
  it('go up, down, to the first and to the last row', () => {
    expect(moveInTree(rows, 'src', 'ArrowDown')).toEqual({ type: 'focus', path: 'Dockerfile' });
    expect(moveInTree(rows, 'src', 'ArrowUp')).toEqual({ type: 'focus', path: 'public/index.html' });
    expect(moveInTree(rows, 'src', 'Home')).toEqual({ type: 'focus', path: 'public' });
    expect(moveInTree(rows, 'src', 'End')).toEqual({ type: 'focus', path: 'nginx.conf' });
  });

  it('stop at both ends', () => {
    expect(moveInTree(rows, 'nginx.conf', 'ArrowDown')).toBeNull();
    expect(moveInTree(rows, 'public', 'ArrowUp')).toBeNull();
  });

  it('expand a folder to the right, then step into it', () => {
    expect(moveInTree(rows, 'src', 'ArrowRight')).toEqual({ type: 'expand', path: 'src' });
    expect(moveInTree(rows, 'public', 'ArrowRight')).toEqual({ type: 'focus', path: 'public/index.html' });
    expect(moveInTree(rows, 'Dockerfile', 'ArrowRight')).toBeNull();
  });

  it('collapse to the left, or step out to the parent', () => {
    expect(moveInTree(rows, 'public', 'ArrowLeft')).toEqual({ type: 'collapse', path: 'public' });
    expect(moveInTree(rows, 'public/index.html', 'ArrowLeft')).toEqual({ type: 'focus', path: 'public' });
    expect(moveInTree(rows, 'Dockerfile', 'ArrowLeft')).toBeNull();
  });

  it('leave every other key to the browser', () => {
    expect(moveInTree(rows, 'src', 'Tab')).toBeNull();
  });
});

describe('typing a name', () => {
  it('finds the next row that starts with it, in any case', () => {
    expect(findByTyping(rows, 'public', 'n')).toBe('nginx.conf');
    expect(findByTyping(rows, 'public', 'doc')).toBe('Dockerfile');
    expect(findByTyping(rows, 'public', 'docs')).toBe('docs.md');
  });

  it('goes through all of one letter, and round again', () => {
    expect(findByTyping(rows, 'Dockerfile', 'd')).toBe('docs.md');
    expect(findByTyping(rows, 'docs.md', 'd')).toBe('Dockerfile');
    expect(findByTyping(rows, 'Dockerfile', 'dd')).toBe('docs.md');
  });

  it('finds nothing when nothing starts so', () => {
    expect(findByTyping(rows, null, 'xyz')).toBeNull();
    expect(findByTyping([], null, 'x')).toBeNull();
  });
});
