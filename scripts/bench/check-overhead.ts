import type { LabApi } from './lab-api.ts';
import type { EchoTerminal } from './socket-echo.ts';

/** Milliseconds that a check takes from the request to its verdict. The lab runs. */
export async function measureCheck(lab: LabApi, task: string): Promise<number> {
  const before = (await lab.ask('GET', '/lab')).tasks.find(({ id }) => id === task)?.checkedAt ?? null;
  const started = performance.now();
  let view = await lab.ask('POST', '/lab/check', { task });
  for (;;) {
    const state = view.tasks.find(({ id }) => id === task);
    if (state && !state.running && state.checkedAt !== null && state.checkedAt !== before) {
      return performance.now() - started;
    }
    view = await lab.ask('GET', '/lab');
  }
}

const LIBRARY = 'not_yet() { echo "$1"; exit 1; }\n';

/** Milliseconds of the same script, typed into the learner's own shell and timed there. */
export async function timeByHand(
  lab: LabApi,
  terminal: EchoTerminal,
  script: string,
  runs: number,
): Promise<readonly number[]> {
  await lab.put('bench-library.sh', LIBRARY);
  await lab.put('bench-check.sh', script);
  const times: number[] = [];
  let text = '';
  let look = () => {};
  terminal.socket.on('message', (data: Buffer) => {
    text += terminal.decode(data);
    look();
  });
  const command =
    's=$(date +%s%N); CHECK_LIB=./bench-library.sh bash bench-check.sh; echo "took-$((($(date +%s%N) - s) / 1000))-us"\r';
  for (let run = 0; run < runs; run += 1) {
    text = '';
    const took = new Promise<number>((done) => {
      look = () => {
        const found = /took-(\d+)-us/.exec(text);
        if (found) done(Number(found[1]) / 1000);
      };
    });
    terminal.socket.send(terminal.encode(command));
    times.push(await took);
  }
  return times;
}
