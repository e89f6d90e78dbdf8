/** npm run dev: like npm start, and edits to pages, lessons and runner show at once. */

import { freePort } from '../lab-runner/free-port.ts';
import { runnerService, webService } from './drydock-services.ts';
import { exitWith } from './exit-with.ts';
import { prepareKubernetesBehind } from './kubernetes-behind.ts';
import { assertPortFree } from './ports.ts';
import { prepareEngine } from './prepare-engine.ts';
import { runServices } from './services.ts';
import { readSettings } from './settings.ts';
import { step } from './steps.ts';

async function main(): Promise<number> {
  const settings = readSettings({ ...process.env, NEXT_DIST_DIR: '.next-dev' });
  await assertPortFree(settings.host, settings.port);
  await prepareEngine();
  const webPort = await freePort();
  const services = runServices([
    webService(settings, webPort, 'dev'),
    runnerService(settings, webPort, 'dev'),
  ]);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, services.stop);
  await step('runner and web', () => services.ready);
  const endPreparation = prepareKubernetesBehind();
  process.stdout.write(`\nDrydock (dev) is ready: http://${settings.host}:${settings.port}\n`);
  return services.ended.finally(endPreparation);
}

exitWith(main());
