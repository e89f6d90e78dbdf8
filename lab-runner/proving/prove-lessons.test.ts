import { expect, test, vi } from 'vitest';
import { fixtureFolder } from '../../lib/lesson/fixture-folder.ts';
import { loadCourse } from '../../lib/lesson/load-course.ts';
import { systemClock } from '../clock.ts';
import { MemoryBackend } from '../drivers/memory/memory-backend.ts';
import { createMemoryDriver } from '../drivers/memory/memory-driver.ts';
import { HULL_LESSON, hullCheck } from './hull-lesson.ts';
import { proveLessons } from './prove-lessons.ts';
import { scratchBash } from './scratch-bash.ts';

vi.setConfig({ testTimeout: 20_000 });

/** Titles of what could not be proven, with what was found instead. */
async function problemsOf(changes: Record<string, string> = {}, task?: string) {
  await using content = await fixtureFolder({ ...HULL_LESSON, ...changes });
  await using backend = new MemoryBackend({ commands: scratchBash });
  const each = { memoryMiB: 512, cpus: 1, pids: 100, diskMiB: 512 };
  const limits = { docker: each, cluster: each, 'cluster-3': each };
  const findings = await proveLessons(
    { driver: createMemoryDriver(backend), clock: systemClock, limits, signal: new AbortController().signal },
    {
      contentFolder: content.path,
      course: await loadCourse(content.path),
      slugs: [],
      ...(task !== undefined && { task }),
      atOnce: 2,
      told: () => {},
    },
  );
  expect(await backend.leftovers()).toEqual([]);
  expect(findings.length).toBeGreaterThan(10);
  return findings.flatMap(({ title, problem }) => (problem === null ? [] : [`${title}: ${problem}`]));
}

test('a good lesson is proven, and no sandbox is left', async () => {
  expect(await problemsOf()).toEqual([]);
});

test('one task is proven with the lesson up to it', async () => {
  const broken = { 'first/hull/checks/mast.sh': 'set -u\nexit 0\n' };
  expect(await problemsOf(broken, 'keel')).toEqual([]);
});

test('a check that passes on the fresh lab is found, on the first sandbox and after a reset', async () => {
  const problems = await problemsOf({ 'first/hull/checks/keel.sh': 'set -u\nexit 0\n' });
  expect(problems).toContain('on the fresh lab, keel says not yet: it passed, although nothing was done');
  expect(problems).toContain('after a reset, keel says not yet: it passed, although nothing was done');
  expect(problems).toContain('wrong/idle is refused at keel: it passed');
});

test('a check without a reason is broken, and its output is shown', async () => {
  const problems = await problemsOf({ 'first/hull/checks/mast.sh': 'set -u\necho lost >&2\n[ -f mast ]\n' });
  expect(problems.join('\n')).toMatch(/on the fresh lab, mast says not yet: a check is broken .*lost/);
});

test('a solution that does not solve is found at its task', async () => {
  const problems = await problemsOf({
    'first/hull/solution/solve.sh': 'set -eu\n# task: keel\ntouch keel\n# task: mast\ntouch boom\n',
  });
  expect(problems.join('\n')).toContain(
    'with its part of the solution, mast holds: it says: The file mast is not there yet.',
  );
});

test('a command of the prose that fails is found with its line and output', async () => {
  const problems = await problemsOf({
    'first/hull/lesson.mdx': HULL_LESSON['first/hull/lesson.mdx'].replace(
      'test -f keel',
      'echo no wind; false',
    ),
  });
  expect(problems).toEqual([
    expect.stringMatching(/^line 15 runs: echo no wind; false: .*exit code 1\nno wind$/s),
  ]);
});

test('a command that should fail and does not is found', async () => {
  const problems = await problemsOf({
    'first/hull/lesson.mdx': HULL_LESSON['first/hull/lesson.mdx'].replace('test -f mast', 'test -f keel'),
  });
  expect(problems).toEqual([expect.stringContaining('it should fail, and it did not')]);
});

test('a wrong solution refused for another reason than its own is found', async () => {
  const problems = await problemsOf({
    'first/hull/wrong/boom/expect.yaml': 'task: mast\nreason: the boom is no mast\n',
  });
  expect(problems).toEqual([expect.stringContaining('its reason lacks "the boom is no mast"')]);
});

test('a wrong solution that undoes an earlier task is found', async () => {
  const problems = await problemsOf({ 'first/hull/wrong/boom/solve.sh': 'rm keel\n' });
  expect(problems).toEqual([expect.stringContaining('keel, which was solved before it, no longer holds')]);
});

test('links to nowhere, missing hints, pictures, explanations and set -u are found without a sandbox', async () => {
  const mdx = HULL_LESSON['first/hull/lesson.mdx']
    .replace('#plank', '#planks')
    .replace('/learn/hull', '/learn/raft')
    .replace('<Hint>Lay it.</Hint>', '![A keel](keel.svg)');
  const problems = await problemsOf({
    'first/hull/lesson.mdx': mdx,
    'first/hull/solution/solution.md': '## keel\n\nLaid.\n',
    'first/hull/checks/keel.sh': hullCheck('keel').replace('set -u\n', ''),
  });
  expect(problems).toEqual([
    'every task has a hint: no hint in: keel',
    'every link leads somewhere: line 25: #planks names no heading there\nline 25: /learn/raft names no lesson of the course',
    'every picture is a Figure: write <Figure src="…" alt="…" /> in line 12',
    'every task has a solution and its explanation: solution.md has no section "## mast"',
    'no check overlooks a misspelt variable: "set -u" is not in checks/keel.sh',
  ]);
});
