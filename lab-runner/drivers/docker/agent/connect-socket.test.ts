import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AgentClient } from './agent-client.ts';
import { connectSocketIn, SOCKET_NAME } from './connect-socket.ts';
import { json, says, startAgent } from './hostile-agents.ts';

const answers = says(json('ok', { version: '1', engine: 'none' }));
const ping = (folder: string) => new AgentClient(() => connectSocketIn(folder)).ping();
const gone = expect.objectContaining({ code: 'sandbox_gone' });

describe('the socket in a sandbox’s folder', () => {
  it('is connected to when it is one', async () => {
    await using agent = await startAgent(answers);
    expect(await ping(agent.folder)).toEqual({ version: '1', engine: 'none' });
  });

  it('is not a link to a socket of the host', async () => {
    await using host = await startAgent(answers);
    await using sandbox = await startAgent(answers);
    await rm(join(sandbox.folder, SOCKET_NAME));
    await symlink(join(host.folder, SOCKET_NAME), join(sandbox.folder, SOCKET_NAME));
    await expect(ping(sandbox.folder)).rejects.toEqual(gone);
  });

  it('is not a file, a folder or nothing', async () => {
    await using agent = await startAgent(answers);
    const path = join(agent.folder, SOCKET_NAME);
    await rm(path);
    await expect(ping(agent.folder)).rejects.toEqual(gone);
    await writeFile(path, 'x');
    await expect(ping(agent.folder)).rejects.toEqual(gone);
    await rm(path);
    await mkdir(path);
    await expect(ping(agent.folder)).rejects.toEqual(gone);
  });

  it('never leads to a link that takes its place while it is connected to', async () => {
    await using host = await startAgent(says(json('ok', { version: 'the host', engine: 'none' })));
    await using sandbox = await startAgent(answers);
    const path = join(sandbox.folder, SOCKET_NAME);
    const aside = join(sandbox.folder, 'aside');
    const link = join(sandbox.folder, 'link');
    let over = false;
    const swapping = (async () => {
      while (!over) {
        await symlink(join(host.folder, SOCKET_NAME), link);
        await rename(path, aside);
        await rename(link, path);
        await rename(aside, path);
      }
    })();
    const versions = new Set<string>();
    for (let round = 0; round < 500; round++) {
      const answer = await ping(sandbox.folder).catch(() => undefined);
      versions.add(answer?.version ?? 'none');
    }
    over = true;
    await swapping;
    expect(versions).toContain('1');
    expect(versions).not.toContain('the host');
  });
});
