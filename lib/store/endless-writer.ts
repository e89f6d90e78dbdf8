/** Part of the store's tests: records passes until it is killed, and prints each one that was acknowledged. */
import { openStore } from './open-store.ts';

const dataFolder = process.argv[2];
if (dataFolder === undefined) throw new Error('Name the data folder');
const store = await openStore({ dataFolder, databaseUrl: null, onLostConnection: () => {} });
for (let index = 0; ; index += 1) {
  const task = `${process.pid}-${index}`;
  await store.progress.recordPasses([{ learner: 'solo', lesson: 'build', task, passedAt: new Date() }]);
  process.stdout.write(`${task}\n`);
}
