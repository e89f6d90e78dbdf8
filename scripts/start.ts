/** npm start: sets up what is missing, then serves until it is told to end. Labs outlive it. */

import { freePort } from '../lab-runner/free-port.ts';
import { runnerService, webService } from './drydock-services.ts';
import { exitWith } from './exit-with.ts';
import { prepareKubernetesBehind } from './kubernetes-behind.ts';
import { assertPortFree } from './ports.ts';
import { prepareEngine } from './prepare-engine.ts';
import { runServices } from './services.ts';
import { readSettings } from './settings.ts';
import { step } from './steps.ts';
import { ensureWebBuild } from './web-build.ts';

async function main(): Promise<number> {
  const started = performance.now();
  const settings = readSettings();
  await assertPortFree(settings.host, settings.port);
  await Promise.all([prepareEngine(), step('pages', (log) => ensureWebBuild(settings, log))]);
  const webPort = await freePort();
  const services = runServices([
    webService(settings, webPort, 'start'),
    runnerService(settings, webPort, 'start'),
  ]);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, services.stop);
  await step('runner and web', () => services.ready);
  const endPreparation = prepareKubernetesBehind();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`\nDrydock is ready after ${seconds} s: http://${settings.host}:${settings.port}\n`);
  process.stdout.write('Ctrl+C ends the server; labs stay. npm run stop ends the lab engine too.\n\n');
  return services.ended.finally(endPreparation);
}

exitWith(main());
