import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signReceipt, signTicket, verifyTicket } from '../../lib/lab-api/ticket.ts';
import { openThisStore } from '../../lib/web/this-store.ts';
import { POST as postLessonFile } from './lesson-file/route.ts';
import { GET as getNote, POST as postNote } from './note/route.ts';
import { GET as getProgress, POST as postProgress } from './progress/route.ts';
import { POST as postSolution } from './solution/route.ts';
import { POST as postTicket } from './ticket/route.ts';

const ORIGIN = 'http://127.0.0.1:3000';
const SECRET = new TextEncoder().encode('a secret of these tests, long enough');
const folder = mkdtempSync(join(tmpdir(), 'drydock-api-'));
const before = { ...process.env };

beforeAll(() => {
  const lesson = join(folder, 'content/docker/build');
  mkdirSync(join(lesson, 'solution'), { recursive: true });
  const module = '{ slug: docker, title: Docker, summary: S, lessons: [build] }';
  writeFileSync(
    join(folder, 'content/course.yaml'),
    `title: T\nsummary: S\nparts: [{ title: D, modules: [${module}] }]\n`,
  );
  writeFileSync(join(lesson, 'lesson.mdx'), '---\ntitle: T\nname: N\nsummary: S\nminutes: 5\n---\nText.\n');
  writeFileSync(join(lesson, 'solution/solution.md'), '## small\n\nTwo stages.\n');
  mkdirSync(join(lesson, 'files/app'), { recursive: true });
  writeFileSync(join(lesson, 'files/app/main.js'), 'start();\n');
  writeFileSync(join(lesson, 'files/logo.png'), Buffer.from([137, 80, 78, 71, 0, 255]));
  mkdirSync(join(lesson, 'solution/files/app'), { recursive: true });
  writeFileSync(join(lesson, 'solution/files/app/main.js'), 'finish();\n');
  Object.assign(process.env, {
    CONTENT_DIR: join(folder, 'content'),
    DRYDOCK_DATA: join(folder, 'data'),
    DRYDOCK_TICKET_SECRET: new TextDecoder().decode(SECRET),
    DATABASE_URL: '',
  });
});

afterAll(async () => {
  await (await openThisStore())[Symbol.asyncDispose]();
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

function request(body: unknown): Request {
  const headers = { origin: ORIGIN, host: '127.0.0.1:3000', 'content-type': 'application/json' };
  return new Request(`${ORIGIN}/api`, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function progress() {
  return (await getProgress()).json();
}

describe('a ticket', () => {
  it('is for the learner and the lesson, and the runner takes it', async () => {
    const answer = await postTicket(request({ lesson: 'build' }));
    const { ticket, expiresAt } = (await answer.json()) as { ticket: string; expiresAt: string };
    const verified = await verifyTicket(ticket, SECRET);
    expect(verified).toMatchObject({ ok: true, value: { learner: 'solo', lesson: 'build', rights: 'own' } });
    expect(Math.abs(Date.parse(expiresAt) - (verified.ok ? Number(verified.expiresAt) : 0))).toBeLessThan(
      2_000,
    );
  });

  it('is not given for a lesson that the course does not have', async () => {
    const answer = await postTicket(request({ lesson: 'nowhere' }));
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ problem: { code: 'lesson_missing' } });
  });
});

describe('progress', () => {
  it('keeps what the runner signed, once, however often it is sent', async () => {
    const pass = { learner: 'solo', lesson: 'build', task: 'small', passedAt: '2026-11-23T09:00:00.000Z' };
    const receipt = await signReceipt(pass, SECRET);
    for (let time = 0; time < 3; time += 1)
      expect((await postProgress(request({ receipt }))).status).toBe(200);
    expect(await progress()).toMatchObject({ lessons: { build: { passed: ['small'] } } });
  });

  it('refuses what somebody else signed, what is for another learner, and a ticket in place of a receipt', async () => {
    const pass = { learner: 'solo', lesson: 'build', task: 'forged', passedAt: '2026-11-23T09:00:00.000Z' };
    const forged = [
      await signReceipt(pass, new TextEncoder().encode('another secret, of somebody else...')),
      await signReceipt({ ...pass, learner: 'ada' }, SECRET),
      await signReceipt({ ...pass, passedAt: 'yesterday' }, SECRET),
      await signTicket({ learner: 'solo', lesson: 'build', rights: 'own' }, SECRET),
    ];
    for (const receipt of forged) {
      const answer = await postProgress(request({ receipt }));
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ problem: { code: 'receipt_invalid' } });
    }
    expect(JSON.stringify(await progress())).not.toContain('forged');
  });

  it('remembers that a lesson was opened, of those that there are', async () => {
    expect((await postProgress(request({ seen: 'build' }))).status).toBe(200);
    expect((await postProgress(request({ seen: 'nowhere' }))).status).toBe(404);
    expect(Object.keys((await progress()).lessons)).toEqual(['build']);
  });
});

describe('a solution', () => {
  it('is the section of the task, as HTML', async () => {
    const answer = await postSolution(request({ lesson: 'build', task: 'small' }));
    expect(await answer.json()).toEqual({ html: '<p>Two stages.</p>' });
  });

  it('of a path outside the course is refused', async () => {
    expect((await postSolution(request({ lesson: '../data', task: null }))).status).toBe(400);
  });
});

describe('a file of the lesson', () => {
  async function fileOf(body: object) {
    const answer = await postLessonFile(request({ lesson: 'build', ...body }));
    return { status: answer.status, body: await answer.json() };
  }

  it('is as it was at the start, or as the solution has it', async () => {
    const path = 'app/main.js';
    expect((await fileOf({ path, of: 'start' })).body).toEqual({ text: 'start();\n' });
    expect((await fileOf({ path, of: { solutionOf: 'small' } })).body).toEqual({ text: 'finish();\n' });
  });

  it('is nothing where the lesson has none of that name, or no text', async () => {
    for (const path of ['app', 'app/other.js', 'logo.png', '../solution/solution.md', '/etc/passwd'])
      expect((await fileOf({ path, of: 'start' })).body, path).toEqual({ text: null });
  });

  it('is refused for what is no question about a lesson', async () => {
    expect((await fileOf({ path: '', of: 'start' })).status).toBe(400);
    expect((await fileOf({ path: 'app/main.js', of: 'end' })).status).toBe(400);
    expect((await fileOf({ lesson: 'nowhere', path: 'app/main.js', of: 'start' })).status).toBe(404);
  });
});

describe('hints and notes', () => {
  it('count a hint of a lesson that there is', async () => {
    const hint = { lesson: 'build', task: 'small', number: 1 };
    expect((await postProgress(request({ seen: 'build' }))).status).toBe(200);
    for (let time = 0; time < 2; time += 1) expect((await postProgress(request({ hint }))).status).toBe(200);
    expect(await progress()).toMatchObject({ lessons: { build: { hintsOpened: 1 } } });
    expect((await postProgress(request({ hint: { ...hint, lesson: 'nowhere' } }))).status).toBe(404);
    expect((await postProgress(request({ hint: { ...hint, number: 0 } }))).status).toBe(400);
  });

  it('keep what was written, and tell whoever changed an older version what is there', async () => {
    const keep = async (text: string, expected: number) =>
      (await postNote(request({ lesson: 'build', text, expected }))).json();
    expect(await keep('a\0b', 0)).toEqual({ isKept: true, note: { text: 'ab', version: 1 } });
    expect(await keep('other', 0)).toEqual({ isKept: false, note: { text: 'ab', version: 1 } });
    const found = await getNote(new Request(`${ORIGIN}/api/note?lesson=build`));
    expect(await found.json()).toEqual({ text: 'ab', version: 1 });
  });

  it('refuse a note that is too long, and one of no lesson', async () => {
    const long = { lesson: 'build', text: 'x'.repeat(20_001), expected: 1 };
    expect((await postNote(request(long))).status).toBe(400);
    expect((await getNote(new Request(`${ORIGIN}/api/note?lesson=../x`))).status).toBe(400);
    expect((await getNote(new Request(`${ORIGIN}/api/note?lesson=nowhere`))).status).toBe(404);
  });
});
