import { describe, expect, it } from 'vitest';
import { languageOf } from './language-of.ts';

describe('languageOf', () => {
  it.each([
    ['Dockerfile', 'dockerfile'],
    ['app/Dockerfile.dev', 'dockerfile'],
    ['web.dockerfile', 'dockerfile'],
    ['Containerfile', 'dockerfile'],
    ['Dockerfile.dockerignore', 'plaintext'],
    ['.dockerignore', 'plaintext'],
    ['compose.yaml', 'yaml'],
    ['.env', 'ini'],
    ['.env.local', 'ini'],
    ['nginx.conf', 'ini'],
    ['server.mjs', 'javascript'],
    ['package.json', 'json'],
    ['README.md', 'markdown'],
    ['css', 'plaintext'],
    ['notes', 'plaintext'],
  ])('takes %s for %s', (path, language) => {
    expect(languageOf(path, '')).toBe(language);
  });

  it('reads the first line of a file without an extension', () => {
    expect(languageOf('entrypoint', '#!/bin/sh\nset -eu\n')).toBe('shell');
    expect(languageOf('entrypoint', '#!/usr/bin/env bash\n')).toBe('shell');
    expect(languageOf('tool', '#!/usr/bin/env python3\n')).toBe('python');
    expect(languageOf('tool', '#!/usr/bin/awk -f\n')).toBe('plaintext');
  });
});
