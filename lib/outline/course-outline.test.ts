import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContentError } from '../lesson/content-error.ts';
import { readOutline } from './course-outline.ts';

let content: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(content, path)), { recursive: true });
  writeFileSync(join(content, path), text);
}

beforeAll(() => {
  content = mkdtempSync(join(tmpdir(), 'drydock-outline-'));
  write(
    'course.yaml',
    `title: T
summary: S
parts:
  - title: Docker
    modules:
      - slug: docker
        title: Docker
        summary: Run things.
        lessons: [read-me, torn]
`,
  );
  write(
    'docker/read-me/lesson.mdx',
    '---\ntitle: Read me first\nname: Read me\nsummary: Why.\nminutes: 5\n---\nText.\n',
  );
  write('docker/torn/lesson.mdx', '---\ntitle: Torn\nminutes: many\n---\nText.\n');
});
afterAll(() => rmSync(content, { recursive: true, force: true }));

describe('the outline of a course', () => {
  it('has each lesson with its place, and goes on past a broken one', async () => {
    const errors: ContentError[] = [];
    const { lessons } = await readOutline(content, (error) => errors.push(error));
    expect(lessons).toMatchObject([
      {
        slug: 'read-me',
        name: 'Read me',
        minutes: 5,
        tasks: [],
        number: 1,
        siblings: 2,
        moduleTitle: 'Docker',
      },
      { slug: 'torn', name: 'torn', content: null, number: 2 },
    ]);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toContain('docker/torn/lesson.mdx:');
  });
});
