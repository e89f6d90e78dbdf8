import { describe, expect, test } from 'vitest';
import { remappedRootOf } from './connect-engine.ts';

const info = { ServerVersion: '26.1.5', DockerRootDir: '/var/lib/docker/100000.100000' };

describe('the ids that root in a sandbox has', () => {
  test('are those that the engine keeps its data under', () => {
    const SecurityOptions = ['name=seccomp,profile=default', 'name=userns'];
    expect(remappedRootOf({ ...info, SecurityOptions })).toEqual({ uid: 100_000, gid: 100_000 });
  });

  test('are none on an engine without remapping, whatever its folder is called', () => {
    expect(remappedRootOf({ ...info, SecurityOptions: ['name=seccomp,profile=default'] })).toBeUndefined();
    expect(remappedRootOf(info)).toBeUndefined();
  });

  test('are none on an engine that says it remaps and does not show to what', () => {
    const SecurityOptions = ['name=userns'];
    expect(remappedRootOf({ ...info, DockerRootDir: '/var/lib/docker', SecurityOptions })).toBeUndefined();
    expect(
      remappedRootOf({ ...info, DockerRootDir: '/var/lib/docker/0.0', SecurityOptions }),
    ).toBeUndefined();
  });
});
