import { describe, expect, it } from 'vitest';
import { LabError } from '../../errors.ts';
import { allDone, engineCall, engineError, ifThere } from './engine-call.ts';

const answer = (statusCode: number, message: string) => Object.assign(new Error(message), { statusCode });
const broken = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

describe('errors of the engine', () => {
  it.each([
    [broken('ECONNREFUSED'), 'engine_down'],
    [broken('ENOENT'), 'engine_down'],
    [broken('ECONNRESET'), 'engine_down'],
    [answer(404, 'No such image: drydock/sandbox:1'), 'image_missing'],
    [answer(404, 'No such container: dd-1'), 'sandbox_gone'],
    [answer(500, 'write /x: no space left on device'), 'no_capacity'],
    [answer(500, 'something else'), 'internal'],
    [new LabError('port_closed'), 'port_closed'],
  ])('%s is %s', (error, code) => {
    expect(engineError(error).code).toBe(code);
  });

  it('keep the words of the engine for the log alone', () => {
    const error = engineError(answer(500, 'secret path /x'));
    expect(error.detail).toContain('secret path');
    expect(error.problem.message).not.toContain('secret path');
  });

  it('are LabErrors to whoever calls', async () => {
    await expect(engineCall(Promise.reject(broken('EPIPE')))).rejects.toMatchObject({ code: 'engine_down' });
  });

  it('are no errors where the thing may be missing', async () => {
    expect(await ifThere(Promise.reject(answer(404, 'No such container')))).toBeUndefined();
    await expect(ifThere(Promise.reject(answer(500, 'x')))).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('work side by side', () => {
  it('is over before its failure is told', async () => {
    let over = false;
    const slow = new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve))).then(() => {
      over = true;
    });
    await expect(allDone([Promise.reject(new Error('first')), slow])).rejects.toThrow('first');
    expect(over).toBe(true);
  });
});
