import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AgentRig, openAgentRig } from './agent-rig.ts';

/** A name that `pgrep -f` finds nobody else by. */
const marked = (seconds: number) => `exec -a marked-${seconds} sleep ${seconds}`;
const bash = (script: string) => ['bash', '-c', script];

describe.each(['sandbox', 'checker'] as const)('a command in a %s', (role) => {
  let rig: AgentRig;
  const alive = (name: string) => rig.sh(`pgrep -cf '^${name}' || true`);
  beforeAll(async () => {
    rig = await openAgentRig(role);
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  it('takes its daemons with it at the time limit, however often they forked', async () => {
    const run = await rig.client.exec(
      bash(
        `(setsid bash -c 'setsid setsid bash -c "${marked(1001)}" & disown' &) ; (nohup bash -c '${marked(1001)}' &); sleep 600`,
      ),
      { timeoutMs: 700, user: 'root' },
    );
    expect(run).toMatchObject({ exitCode: null, timedOut: true });
    expect(await alive('marked-1001')).toBe('0');
  });

  it('is killed with all it started when the signal aborts', async () => {
    const abort = new AbortController();
    const ended = rig.client.exec(bash(`setsid bash -c '${marked(1002)}' & echo; wait`), {
      timeoutMs: 60_000,
      user: 'root',
      signal: abort.signal,
    });
    await rig.sh(`until pgrep -f '^marked-1002'; do sleep 0.01; done`);
    abort.abort();
    expect(await ended).toMatchObject({ exitCode: null, timedOut: false });
    expect(await alive('marked-1002')).toBe('0');
  });

  it('is killed with all it started when its reader leaves', async () => {
    const signal = AbortSignal.timeout(100_000);
    const script = bash(`setsid bash -c '${marked(1003)}' & echo started; wait`);
    for await (const line of rig.client.execLines(script, { user: 'root', signal })) {
      expect(line).toBe('started');
      break;
    }
    await rig.sh(`while pgrep -f '^marked-1003'; do sleep 0.01; done`);
  });

  it('does not wait for a child that keeps the output open', async () => {
    const started = performance.now();
    const run = await rig.client.exec(bash(`(${marked(1004)}) & echo said`), {
      timeoutMs: 60_000,
      user: 'root',
    });
    expect(run).toMatchObject({ exitCode: 0, stdout: 'said\n', timedOut: false });
    expect(performance.now() - started).toBeLessThan(50_000);
    // A set-up script may start a service; a check may leave nothing.
    expect(await alive('marked-1004')).toBe(role === 'sandbox' ? '1' : '0');
  });

  it('can be a fork bomb in every session there is, and ends', { timeout: 120_000 }, async () => {
    const bomb = 'bomb() { setsid bash -c "$SELF" & setsid bash -c "$SELF" & }; bomb; bomb; wait';
    const run = await rig.client.exec(bash(bomb), { timeoutMs: 1_500, user: 'root', env: { SELF: bomb } });
    expect(run.timedOut).toBe(true);
    expect(await rig.sh(`pgrep -cf '[s]etsid bash' || true`)).toBe('0');
  });

  it('can be a process that flees into a new session at every step, and ends', {
    timeout: 120_000,
  }, async () => {
    const comet = `perl -e 'use POSIX; while (1) { exit if fork; setsid }'`;
    const run = await rig.client.exec(bash(`${comet} & sleep 600`), { timeoutMs: 500, user: 'root' });
    expect(run.timedOut).toBe(true);
    expect(await rig.sh(`pgrep -cx perl || true`)).toBe('0');
  });

  it('may print a gigabyte: the cap is kept, the rest thrown away, the agent stays small', async () => {
    const script = bash('head -c 1G /dev/zero; head -c 1G /dev/zero >&2; echo end');
    const run = await rig.client.exec(script, { timeoutMs: 60_000, user: 'root', maxOutputBytes: 1000 });
    expect(run).toMatchObject({ exitCode: 0, truncated: true });
    expect([run.stdout.length, run.stderr.length]).toEqual([1000, 1000]);
    expect(await rig.memoryMiB()).toBeLessThan(32);
  }, 240_000);

  it('gets all of a large input, and may also read nothing of it', async () => {
    const stdin = Buffer.alloc(5_000_000, 'x');
    const options = { timeoutMs: 60_000, user: 'root', stdin } as const;
    expect((await rig.client.exec(['wc', '-c'], options)).stdout).toBe('5000000\n');
    expect(await rig.client.exec(['true'], options)).toMatchObject({ exitCode: 0 });
    const deaf = await rig.client.exec(['sleep', '600'], { ...options, timeoutMs: 300 });
    expect(deaf.timedOut).toBe(true);
  });

  it('says why it could not be started', async () => {
    const options = { timeoutMs: 60_000, user: 'root' } as const;
    const missing = await rig.client.exec(['no-such-command'], options);
    expect(missing).toMatchObject({ exitCode: 127, stderr: 'no-such-command: command not found\n' });
    const nowhere = await rig.client.exec(['true'], { ...options, cwd: '/no/such/folder' });
    expect(nowhere.exitCode).toBe(126);
    expect(nowhere.stderr).toContain('no such file or directory');
  });

  it('leaves no zombie and no supervisor behind', async () => {
    await Promise.all(
      Array.from({ length: 20 }, () =>
        rig.client.exec(bash('(sleep 0.01 &); (true &)'), { timeoutMs: 60_000, user: 'root' }),
      ),
    );
    // The command that looks has a supervisor of its own.
    await rig.sh(`until [ "$(ps -e -o stat=,args= | grep -cE '^Z|[s]upervise')" = 1 ]; do sleep 0.01; done`);
  });
});

describe('a command of the learner', () => {
  it('has their groups, their home and nothing of the agent’s surroundings', async () => {
    await using rig = await openAgentRig('sandbox');
    const run = await rig.client.exec(
      bash('id -un; id -Gn; pwd; cat /proc/self/oom_score_adj; env | cut -d= -f1 | sort | xargs'),
      {
        timeoutMs: 60_000,
        env: { GREETING: 'good day' },
      },
    );
    expect(run.stdout.split('\n')).toEqual([
      'learner',
      expect.stringContaining('docker'),
      '/home/learner',
      '500',
      'GREETING HOME LANG LOGNAME PATH PWD SHELL SHLVL USER _',
      '',
    ]);
    expect(await rig.sh('cat /proc/1/oom_score_adj')).not.toBe('500');
  });
});
