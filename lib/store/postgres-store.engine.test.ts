import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from './open-store.ts';
import { type PostgresRig, startPostgres } from './postgres-rig.ts';
import { describeStore } from './store-suite.ts';

let postgres: PostgresRig;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres?.[Symbol.asyncDispose]();
});

describeStore('PostgreSQL', async () => ({
  dataFolder: '/nowhere',
  databaseUrl: await postgres.freshDatabase(),
}));

describe('the store on PostgreSQL and other processes', () => {
  it('migrates once when four open it at the same moment', async () => {
    const databaseUrl = await postgres.freshDatabase();
    const place = { dataFolder: '/nowhere', databaseUrl, onLostConnection: () => {} };
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore(place)));
    for (const store of stores) {
      expect(await store.progress.progressOf('solo')).toEqual({ lessons: {} });
      await store[Symbol.asyncDispose]();
    }
  });

  it('says so when there is no server at the address', async () => {
    const databaseUrl = 'postgres://drydock@127.0.0.1:1/none';
    const refused = openStore({ dataFolder: '/nowhere', databaseUrl, onLostConnection: () => {} });
    await expect(refused).rejects.toThrow('ECONNREFUSED');
  });
});
