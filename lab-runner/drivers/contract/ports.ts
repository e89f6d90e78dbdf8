import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './backend.ts';

const ECHO_PORT = 18_080;
const CLOSED_PORT = 18_081;

export function describePorts({ backend, sandbox }: ContractSubject): void {
  describe('dial', () => {
    it('reaches a port that is bound to 127.0.0.1 inside', async () => {
      await backend().echo(sandbox(), ECHO_PORT);
      const socket = await sandbox().dial(ECHO_PORT);
      try {
        socket.write('are you there?');
        const [answer] = (await once(socket, 'data')) as [Buffer];
        expect(answer.toString()).toBe('are you there?');
      } finally {
        socket.destroy();
      }
    });

    it('rejects with port_closed when nothing listens', async () => {
      await expect(sandbox().dial(CLOSED_PORT)).rejects.toMatchObject({ code: 'port_closed' });
    });
  });
}
