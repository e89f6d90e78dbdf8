/** A learner who is root in the sandbox, and wants a pass without the work. On the real engine. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Verdict } from '../../lib/lab-api/lab.ts';
import { type Lesson, loadLesson } from '../../lib/lesson/load-lesson.ts';
import { labEngine, openEngineRig, rigSpec, silentLog } from '../drivers/docker/engine-rig.ts';
import type { Driver, Sandbox } from '../drivers/driver.ts';
import { engineActivity } from './engine-events.ts';
import { runCheck } from './run-check.ts';

const FOLDER = '/home/learner/berth';

let rig: ReturnType<typeof openEngineRig>;
let driver: Driver;
let sandbox: Sandbox;
let lesson: Lesson;

beforeAll(async () => {
  rig = openEngineRig(await labEngine());
  driver = await rig.open();
  lesson = await loadLesson(join(import.meta.dirname, '../../e2e/course'), 'harbour', 'first-berth');
  sandbox = await driver.create(rigSpec);
  await sandbox.files.makeFolder('/home/learner', 'berth');
});

afterAll(async () => {
  await driver.close();
  await rig[Symbol.asyncDispose]();
  expect(await rig.leftovers()).toEqual([]);
});

/** As the learner, with the sudo that they have. */
async function learner(script: string): Promise<string> {
  const result = await sandbox.exec(['bash', '-c', `set -e\n${script}`], {
    place: 'sandbox',
    user: 'learner',
    cwd: FOLDER,
    timeoutMs: 60_000,
  });
  expect(result, script).toMatchObject({ exitCode: 0 });
  return result.stdout;
}

async function verdictOf(taskId: string): Promise<Verdict> {
  const task = lesson.lab?.tasks.find(({ id }) => id === taskId);
  if (!task) throw new Error(`no task ${taskId}`);
  const signal = new AbortController().signal;
  return runCheck(task, { sandbox, folder: FOLDER, lesson, log: silentLog, signal });
}

/** What would make every check pass, were it the learner's programs that checks run. */
const LIE = `cat > ~/lie <<'END'
#!/bin/sh
echo running
exit 0
END
chmod +x ~/lie`;

test.each([
  ['puts a docker of their own in the place of docker', 'sudo mount --bind ~/lie "$(command -v docker)"'],
  ['replaces curl', 'sudo mount --bind ~/lie "$(command -v curl)"'],
  [
    'replaces cat, head and grep',
    'for tool in cat head grep; do sudo mount --bind ~/lie "$(command -v $tool)"; done',
  ],
  [
    'puts a folder of lies first in PATH, in every start file that there is',
    `mkdir -p ~/bin; cp ~/lie ~/bin/docker
for file in ~/.bashrc ~/.profile ~/.bash_profile ~/.bash_login ~/.bash_env ~/.docker.sh; do
  printf 'export PATH=$HOME/bin:$PATH BASH_ENV=~/.bash_env\\ndocker() { echo running; }\\nexport -f docker\\nexit() { builtin exit 0; }\\n' > "$file"
done`,
  ],
  [
    'tells docker of another engine, in its own settings',
    `mkdir -p ~/.docker/contexts
echo '{"currentContext":"lie","proxies":{"default":{"httpProxy":"http://127.0.0.1:9"}},"psFormat":"running"}' > ~/.docker/config.json`,
  ],
  [
    'tells curl and bash what to do',
    `printf 'url = "file:///dev/null"\\nwrite-out = "200"\\n' > ~/.curlrc; printf 'set -n\\n' > ~/.inputrc`,
  ],
  [
    'leaves programs and libraries of the same names in the folder',
    'cp ~/lie docker; cp ~/lie curl; cp ~/lie bash; echo "not_yet() { exit 0; }" > check-lib.sh',
  ],
  ['replaces bash itself', 'sudo mount --bind ~/lie "$(command -v bash)"'],
])('who %s does not pass', async (_what, attack) => {
  const fresh = await driver.create(rigSpec);
  const before = sandbox;
  try {
    sandbox = fresh;
    await sandbox.files.makeFolder('/home/learner', 'berth');
    await learner(`${LIE}\n${attack}`);
    for (const task of ['word', 'ship', 'radio']) {
      expect((await verdictOf(task)).verdict, task).toBe('not_yet');
    }
  } finally {
    sandbox = before;
    await driver.destroy(fresh.id);
  }
});

test('who makes the file a link out of the folder shows the check no file of ours', async () => {
  await learner('ln -sf /etc/hostname log.txt');
  expect((await verdictOf('word')).verdict).toBe('not_yet');
  await learner('ln -sf /proc/self/environ log.txt');
  const verdict = await verdictOf('word');
  expect(verdict.verdict).toBe('not_yet');
  await learner('rm log.txt; mkfifo log.txt');
  expect(await verdictOf('word')).toMatchObject({
    verdict: 'not_yet',
    reason: expect.stringContaining('no file'),
  });
  await learner('rm log.txt');
});

test('who makes the whole folder a link to the checker finds nothing there either', async () => {
  await learner('cd; mv berth aside; ln -s / berth');
  expect((await verdictOf('word')).verdict).toBe('not_yet');
  await learner('cd; rm berth; mv aside berth').catch(() => {});
});

test('the checker is not within reach of root in the sandbox', async () => {
  const found = await learner(
    'sudo find / -xdev -name "check-lib.sh" -o -xdev -name "annotations.json" 2>/dev/null || true',
  );
  expect(found.trim()).toBe('');
  expect(await learner('sudo ps -eo args | grep -c "[s]andbox-init checker" || true')).toBe('0\n');
});

test('what a check may do there cannot be written back to the lab, nor to the notes about it', async () => {
  const script = 'touch /lab/home/berth/forged 2>&1; touch /forged 2>&1; mount -o remount,rw /lab 2>&1';
  const result = await sandbox.exec(['bash', '-c', script], {
    place: 'checker',
    user: 'root',
    timeoutMs: 60_000,
  });
  expect(result.stdout.match(/Read-only file system|permission denied/gi)).toHaveLength(3);
  expect(await learner('ls')).not.toContain('forged');
});

test('what happens in the engine is heard by the checker, but for what checks do themselves', async () => {
  const watching = new AbortController();
  const heard = engineActivity(sandbox, { pulled: [], signal: watching.signal })[Symbol.asyncIterator]();
  const first = heard.next();
  // Until the stream is open nothing is heard: make something happen until something is.
  let awake = false;
  void first.then(() => {
    awake = true;
  });
  for (let name = 0; !awake; name += 1) await learner(`docker volume create probe-${name}`);
  expect((await first).done).toBe(false);
  watching.abort();
  await heard.return?.(undefined);
});

test('who does the work passes', async () => {
  await learner('echo moored > log.txt');
  await learner('docker run --detach --name ship --publish 8080:80 nginx >/dev/null');
  await learner('timeout 20 bash -c "until curl -sfo /dev/null http://127.0.0.1:8080/; do :; done"');
  for (const task of ['word', 'ship', 'radio']) expect(await verdictOf(task)).toEqual({ verdict: 'pass' });
});
