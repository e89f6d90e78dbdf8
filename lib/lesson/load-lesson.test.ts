import { expect, test } from 'vitest';
import { ContentError, ContentMissing } from './content-error.ts';
import { fixtureFolder } from './fixture-folder.ts';
import { loadLesson } from './load-lesson.ts';

const PROSE = `---
title: Build an image
name: Build
summary: Why it matters.
minutes: 10
---

# Build

<Task id="runs">Run it.</Task>
`;
const LAB = `sandbox: docker
tasks:
  - id: runs
    title: It runs
`;
const good = { 'm/build/lesson.mdx': PROSE, 'm/build/lab.yaml': LAB, 'm/build/checks/runs.sh': 'exit 0\n' };

async function load(files: Record<string, string>) {
  await using folder = await fixtureFolder(files);
  return await loadLesson(folder.path, 'm', 'build');
}

async function problemsOf(files: Record<string, string>): Promise<string[]> {
  const error = await load(files).catch((caught: unknown) => caught);
  if (!(error instanceof ContentError)) throw new Error(`no ContentError but ${String(error)}`);
  return error.message.split('\n');
}

test('a lesson has its metadata, its lab with defaults, and prose that keeps its line numbers', async () => {
  const lesson = await load(good);
  expect(lesson.meta).toEqual({
    title: 'Build an image',
    name: 'Build',
    summary: 'Why it matters.',
    minutes: 10,
  });
  expect(lesson.lab).toEqual({
    sandbox: 'docker',
    folder: 'build',
    open: null,
    minutes: 60,
    images: [],
    tasks: [{ id: 'runs', title: 'It runs', timeoutSeconds: 10, needs: [] }],
  });
  expect(lesson.source.split('\n')[7]).toBe('# Build');
});

test('a lesson may have no lab', async () => {
  const lesson = await load({ 'm/build/lesson.mdx': PROSE.replace(/<Task.*\n/, '') });
  expect(lesson.lab).toBeNull();
});

test.each([
  ['an unknown name', 'm', 'nothing'],
  ['a path instead of a name', '..', 'build'],
  ['a path instead of a slug', 'm', '../m/build'],
])('%s is a missing lesson', async (_what, module, slug) => {
  await using folder = await fixtureFolder(good);
  await expect(loadLesson(folder.path, module, slug)).rejects.toThrow(ContentMissing);
});

test('a lesson without frontmatter says how to begin', async () => {
  expect(await problemsOf({ ...good, 'm/build/lesson.mdx': '# Build' })).toEqual([
    'm/build/lesson.mdx:1:1 the lesson has no frontmatter. Begin the file with "---", the lines title, name, summary and minutes, and "---".',
  ]);
});

test('a wrong frontmatter is reported at its line of the file', async () => {
  const prose = PROSE.replace('minutes: 10', 'minutes: soon');
  expect(await problemsOf({ ...good, 'm/build/lesson.mdx': prose })).toEqual([
    'm/build/lesson.mdx:5:1 "minutes" must be a number. Write a number, without quotes.',
  ]);
});

test('a wrong sandbox names those there are', async () => {
  const lab = LAB.replace('docker', 'podman');
  expect(await problemsOf({ ...good, 'm/build/lab.yaml': lab })).toEqual([
    'm/build/lab.yaml:1:1 "sandbox" has a value that is not known. Use one of: docker, cluster, cluster-3.',
  ]);
});

test('a task that needs a later one is reported at "needs"', async () => {
  const lab = `${LAB}    needs: [later]\n`;
  expect((await problemsOf({ ...good, 'm/build/lab.yaml': lab }))[0]).toMatch(
    /^m\/build\/lab.yaml:5:5 "later" is not a task before "runs"/,
  );
});

test('a task without a check, and a check without a task, are both reported', async () => {
  const { 'm/build/checks/runs.sh': _gone, ...rest } = good;
  expect(await problemsOf({ ...rest, 'm/build/checks/walks.sh': 'exit 0' })).toEqual([
    'm/build/lab.yaml:3:5 the task "runs" has no check. Write checks/runs.sh: exit 0 when it holds, else not_yet "why".',
    'm/build/checks/walks.sh:1:1 no task of lab.yaml has this check. Name the file after a task, or add the task.',
  ]);
});

test('a <Task> of the prose that lab.yaml does not know is reported, unless it stands in a code fence', async () => {
  const prose = `${PROSE}\n\`\`\`mdx\n<Task id="shown" />\n\`\`\`\n\nText <Task\n  id="walks" />\n`;
  expect(await problemsOf({ ...good, 'm/build/lesson.mdx': prose })).toEqual([
    'm/build/lesson.mdx:16:6 there is no task "walks" in lab.yaml. Name one of: runs.',
  ]);
});

test('a task that the prose does not ask for is reported', async () => {
  expect(await problemsOf({ ...good, 'm/build/lesson.mdx': PROSE.replace(/<Task.*\n/, '') })).toEqual([
    'm/build/lab.yaml:3:5 the task "runs" does not stand in lesson.mdx. Put <Task id="runs"> where the learner is asked to do it.',
  ]);
});

test('a file to open that is not there is reported, unless setup.sh may make it', async () => {
  const files = { ...good, 'm/build/lab.yaml': `open: Dockerfile\n${LAB}` };
  expect((await problemsOf(files))[0]).toMatch(/^m\/build\/lab.yaml:1:1 the editor cannot open "Dockerfile"/);
  await expect(load({ ...files, 'm/build/setup.sh': 'touch Dockerfile' })).resolves.toBeDefined();
});

test('a wrong solution must say what is expected of it', async () => {
  expect((await problemsOf({ ...good, 'm/build/wrong/lazy/solve.sh': 'true' }))[0]).toMatch(
    /^m\/build\/wrong\/lazy\/expect.yaml:1:1 the wrong solution does not say/,
  );
  const expectation = 'task: walks\nreason: not built\n';
  expect((await problemsOf({ ...good, 'm/build/wrong/lazy/expect.yaml': expectation }))[0]).toMatch(
    /there is no task "walks" in lab.yaml/,
  );
});
