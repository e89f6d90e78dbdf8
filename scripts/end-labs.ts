/** Ends every lab and pooled sandbox of one data folder, while no runner of it runs. For tests and measurements. */

import { systemClock } from '../lab-runner/clock.ts';
import { readConfig } from '../lab-runner/config.ts';
import { openDriver } from '../lab-runner/open-driver.ts';
import { createLog } from '../lab-runner/write-log.ts';
import { readSettings, ticketSecret } from './settings.ts';

const env = { ...process.env, DRYDOCK_TICKET_SECRET: ticketSecret(readSettings()) };
const config = readConfig(env);
const log = createLog('error');
const { driver } = await openDriver({ config, env, clock: systemClock, log });
const sandboxes = await driver.list();
for (const { id } of sandboxes) await driver.destroy(id);
const swept = await driver.sweep();
process.stdout.write(`ended ${sandboxes.length} sandboxes, swept ${swept.length} leftovers\n`);
await driver.close();
process.exit(0);
