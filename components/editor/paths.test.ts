import { describe, expect, it } from 'vitest';
import { ancestorsOf, isWithin, joinPath, movedPath, nameOf, nameProblem, parentOf } from './paths.ts';

describe('paths', () => {
  it('take a path apart and put it together', () => {
    expect(parentOf('a/b/c.txt')).toBe('a/b');
    expect(parentOf('c.txt')).toBe('');
    expect(nameOf('a/b/c.txt')).toBe('c.txt');
    expect(joinPath('', 'c')).toBe('c');
    expect(joinPath('a', 'c')).toBe('a/c');
    expect(ancestorsOf('a/b/c.txt')).toEqual(['a', 'a/b']);
    expect(ancestorsOf('c.txt')).toEqual([]);
  });

  it('follow a renamed folder, and only that one', () => {
    expect(movedPath('src/main.go', 'src', 'app')).toBe('app/main.go');
    expect(movedPath('src', 'src', 'app')).toBe('app');
    expect(movedPath('src-old/main.go', 'src', 'app')).toBe('src-old/main.go');
    expect(isWithin('src-old', 'src')).toBe(false);
  });
});

describe('nameProblem', () => {
  it.each(['Dockerfile', '.env', 'a b', 'public/index.html', 'ä'.repeat(127)])('takes %j', (name) => {
    expect(nameProblem(name)).toBeNull();
  });

  it.each([
    '',
    '  ',
    'a\nb',
    'a\0b',
    '/etc/passwd',
    '../x',
    'a/../b',
    'a//b',
    './a',
    'x'.repeat(300),
    'ä'.repeat(128),
  ])('refuses %j with a sentence', (name) => {
    expect(nameProblem(name)).toMatch(/\.$/);
  });
});
