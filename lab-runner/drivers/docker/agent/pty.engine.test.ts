import { stripVTControlCharacters } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AgentRig, openAgentRig } from './agent-rig.ts';
import { PROMPT, Viewer } from './pty-viewer.ts';

const HOME = '/home/learner';

describe('a terminal of the agent', { timeout: 120_000 }, () => {
  let rig: AgentRig;
  let count = 0;
  beforeAll(async () => {
    rig = await openAgentRig('sandbox');
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  const close = (id: string) => rig.client.closePty(id);
  afterEach(async () => {
    await Promise.all((await rig.client.listPtys()).map(({ id }) => close(id)));
  });

  const attach = async (id: string, cols = 80, rows = 24, cwd = HOME) =>
    new Viewer(await rig.client.openPty({ id, cols, rows, cwd }));
  const fresh = async () => {
    const viewer = await attach(`test-${++count}`);
    await viewer.see(PROMPT);
    return { viewer, id: `test-${count}` };
  };

  it('is a login shell of the learner in a session of its own', async () => {
    const { viewer } = await fresh();
    expect(
      await viewer.run('echo $USER $HOME $TERM $COLORTERM $LANG; shopt -q login_shell && echo login'),
    ).toBe('learner /home/learner xterm-256color truecolor C.UTF-8\nlogin');
    expect(
      await viewer.run('cat /proc/self/oom_score_adj; ps -o sid= -p $$ | xargs test $$ = && echo leader'),
    ).toBe('500\nleader');
    expect(await viewer.run('stty size; tty | cut -c1-9; stat -c %U $(tty)')).toBe(
      '24 80\n/dev/pts/\nlearner',
    );
  });

  it('opens at home when its folder is missing', async () => {
    const viewer = await attach('homeless', 80, 24, '/no/such/folder');
    await viewer.see(PROMPT);
    expect(await viewer.run('pwd')).toBe(HOME);
  });

  it('replays everything while that is little, byte for byte', async () => {
    const { viewer, id } = await fresh();
    await viewer.run('seq 1 100000');
    viewer.text = '';
    const again = await attach(id);
    await again.until(() => again.past !== undefined);
    const third = await attach(id);
    await third.until(() => third.past !== undefined);
    expect(again.past).toContain('\n99\r\n100\r\n101\r\n');
    expect(again.byteCount).toBeGreaterThan(600_000);
    expect(third.past).toBe(again.past);
  });

  it('replays the latest megabyte of more, from the beginning of a line', async () => {
    const { viewer, id } = await fresh();
    await viewer.run('seq 1000000 1500000');
    const again = await attach(id);
    await again.until(() => again.past !== undefined);
    const [first, second] = stripVTControlCharacters(again.past ?? '').split('\r\n');
    expect(first).toMatch(/^\d{7}$/);
    expect(Number(second)).toBe(Number(first) + 1);
    expect(again.past).toContain('\n1500000\r\n');
    expect(again.byteCount).toBeLessThan(1.2 * 1024 * 1024);
  });

  it('brings a full-screen program back whose beginning is lost, and has it paint anew', async () => {
    const { viewer, id } = await fresh();
    await rig.sh(`cat >/tmp/full-screen <<'END'
trap 'printf "painted %s\\n" "$(stty size)"' WINCH
printf '\\e[?1049h\\e[?25l'
seq 1 400000
while :; do sleep 0.05; done
END`);
    viewer.type('bash /tmp/full-screen\r');
    await viewer.see('\n400000\r\n');
    viewer.pty.close();
    const again = await attach(id);
    await again.until(() => again.past !== undefined);
    expect(again.past?.slice(0, 60)).toContain('\x1b[?1049h\x1b[?25l');
    await again.see('painted 24 80');
  });

  it('replays sizes where they were changed', async () => {
    const { viewer, id } = await fresh();
    viewer.pty.resize(100, 30);
    await viewer.until(() => viewer.sizes.includes('100x30'));
    expect(await viewer.run('stty size')).toBe('30 100');
    const again = await attach(id, 120, 40);
    await again.until(() => again.past !== undefined);
    expect(again.sizes).toEqual(['80x24', '100x30', '120x40']);
    await viewer.until(() => viewer.sizes.includes('120x40'));
    expect(await viewer.run('stty size')).toBe('40 120');
  });

  it('goes on without anybody, at full speed', async () => {
    const { viewer } = await fresh();
    viewer.type('seq 1 2000000; echo finis$((1))ed > /tmp/flood\r');
    viewer.pty.close();
    await rig.sh('until [ -s /tmp/flood ]; do sleep 0.01; done');
    expect(await rig.memoryMiB()).toBeLessThan(32);
  });

  it('waits for its only viewer, whose 67 MB cost no memory, and loses nothing', {
    timeout: 120_000,
  }, async () => {
    const { viewer } = await fresh();
    const before = viewer.byteCount;
    viewer.type('yes 0123456 | head -c 60000000\r');
    while (viewer.byteCount < 400_000) await viewer.step(false);
    const waiting = await rig.memoryMiB();
    viewer.pty.acknowledge(viewer.byteCount - before);
    await viewer.until(() => viewer.byteCount > 30_000_000);
    expect(await rig.memoryMiB()).toBeLessThan(Math.min(waiting + 16, 32));
    viewer.text = '';
    await viewer.until(() => viewer.text.endsWith(PROMPT));
    const lines = 60_000_000 / 8;
    const rest = viewer.byteCount - before - lines * '0123456\r\n'.length;
    expect(rest).toBeGreaterThan(0);
    expect(rest).toBeLessThan(300);
    expect(viewer.restarts).toBe(0);
  });

  it('restarts the one who falls behind, and lets the other go on', async () => {
    const { viewer: quick, id } = await fresh();
    const slow = await attach(id);
    await slow.until(() => slow.past !== undefined);
    await quick.run('seq 1 1000000');
    expect(quick.restarts).toBe(0);
    await slow.until(() => slow.restarts === 1 && slow.past !== undefined);
    expect(slow.past).toContain('\n1000000\r\n');
  });

  it('feels Ctrl+C under yes at once, also behind a slow screen', async () => {
    const { viewer } = await fresh();
    viewer.type('yes\r');
    await viewer.until(() => viewer.byteCount > 3_000_000);
    viewer.text = '';
    const before = viewer.byteCount;
    viewer.type('\x03');
    await viewer.see(PROMPT);
    expect(viewer.byteCount - before).toBeLessThan(1_000_000);
  });

  it('takes a paste of a megabyte that comes back as echo', async () => {
    const { viewer } = await fresh();
    viewer.type('wc -c\r');
    await rig.sh('until pgrep -x wc; do sleep 0.01; done');
    viewer.type(`${'x'.repeat(99)}\n`.repeat(10_000));
    viewer.type('\x04');
    await viewer.see('1000000\r\n');
  });

  it('tells how the shell ended, and gives its name to the next', async () => {
    const { viewer, id } = await fresh();
    viewer.type('sleep 1000 & disown; exit 7\r');
    await viewer.until(() => viewer.exitCode !== undefined);
    expect(viewer.exitCode).toBe(7);
    expect(await viewer.step()).toBeUndefined();
    const next = await attach(id);
    await next.see(PROMPT);
    expect(next.past).toBe('');
  });

  it('is killed when it does not listen to SIGHUP', async () => {
    const { viewer, id } = await fresh();
    viewer.type("trap '' HUP TERM; sleep 1001\r");
    await rig.sh('until pgrep -x sleep -a | grep 1001; do sleep 0.01; done');
    await close(id);
    await viewer.until(() => viewer.exitCode !== undefined);
    expect(viewer.exitCode).toBe(137);
    await rig.sh('! pgrep -x sleep -a | grep 1001');
  });

  it('is called what runs in it, or what it calls itself', async () => {
    const { viewer, id } = await fresh();
    const title = async () => (await rig.client.listPtys()).find((one) => one.id === id)?.title;
    await viewer.run("PROMPT_COMMAND= PS1='$ '");
    await viewer.run("printf '\\e]0;my\\x05 title\\a\\n'");
    expect(await title()).toBe('my title');
    viewer.type('sleep 1002\r');
    await rig.sh('until pgrep -x sleep -a | grep 1002; do sleep 0.01; done');
    expect(await title()).toBe('sleep');
  });

  it('refuses more than sixteen, and odd names', async () => {
    const ids = Array.from({ length: 16 }, (_, index) => `many-${index}`);
    for (const id of ids) await attach(id);
    await expect(attach('one-more')).rejects.toMatchObject({ code: 'terminal_limit' });
    await Promise.all(ids.map(close));
    await expect(attach('../etc')).rejects.toMatchObject({ code: 'request_invalid' });
    expect(await rig.client.listPtys()).toEqual([]);
  });
});
