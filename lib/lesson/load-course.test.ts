import { expect, test } from 'vitest';
import { ContentError, ContentMissing } from './content-error.ts';
import { fixtureFolder } from './fixture-folder.ts';
import { loadCourse } from './load-course.ts';

const course = (lessons: string) => `title: A course
summary: What it is.
parts:
  - title: Docker
    modules:
      - slug: first
        title: First
        summary: The first.
        lessons: ${lessons}
`;

async function problemsOf(files: Record<string, string>): Promise<string[]> {
  await using folder = await fixtureFolder(files);
  const error = await loadCourse(folder.path).catch((caught: unknown) => caught);
  if (!(error instanceof ContentError)) throw new Error(`no ContentError but ${String(error)}`);
  return error.message.split('\n');
}

test('a course lists its lessons in order', async () => {
  await using folder = await fixtureFolder({
    'course.yaml': course('[one, two]'),
    'first/one/lesson.mdx': '',
    'first/two/lesson.mdx': '',
  });
  expect((await loadCourse(folder.path)).lessons).toEqual([
    { module: 'first', slug: 'one' },
    { module: 'first', slug: 'two' },
  ]);
});

test('a folder without course.yaml says so', async () => {
  await using folder = await fixtureFolder({});
  await expect(loadCourse(folder.path)).rejects.toThrow(ContentMissing);
});

test('a lesson without a folder is reported where it is named', async () => {
  const problems = await problemsOf({ 'course.yaml': course('[one, two]'), 'first/one/lesson.mdx': '' });
  expect(problems).toEqual([
    'course.yaml:9:24 the lesson "two" has no first/two/lesson.mdx. Write the lesson, or take it out of the course.',
  ]);
});

test('a lesson named twice is reported, because progress is kept by its name', async () => {
  const problems = await problemsOf({ 'course.yaml': course('[one, one]'), 'first/one/lesson.mdx': '' });
  expect(problems[0]).toMatch(/^course.yaml:9:24 the lesson "one" is named twice/);
});

test('broken YAML is reported with line and column', async () => {
  const problems = await problemsOf({ 'course.yaml': 'title: a\nparts: [\n' });
  expect(problems[0]).toMatch(/^course.yaml:\d:\d this is not valid YAML/);
});

test('every wrong value is reported at once, each at its place', async () => {
  const text = course('[One]').replace('title: First', 'titel: First');
  const problems = await problemsOf({ 'course.yaml': text });
  expect(problems).toEqual([
    'course.yaml:6:9 "parts[1].modules[1].title" is missing. Add it; it must be text.',
    'course.yaml:9:19 "parts[1].modules[1].lessons[1]" has the wrong form. Use small letters, digits and single hyphens.',
    'course.yaml:7:9 "parts[1].modules[1].titel" is not known here. Remove it, or mend its spelling.',
  ]);
});
