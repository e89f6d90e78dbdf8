/**
 * Makes what Kubernetes labs stand on, while the server already serves Docker ones: npm start and npm run dev run it beside
 * them. A failure is told here and on the pages of lessons that wait; the next start goes on from there.
 */
import { connectEngine } from '../lab-runner/engine/connect-engine.ts';
import { readEngineConfig } from '../lab-runner/engine/engine-config.ts';
import { ensureKubernetes } from '../lab-runner/engine/kubernetes/ensure-kubernetes.ts';
import { explain } from './exit-with.ts';

const say = (line: string) => process.stdout.write(`kubernetes: ${line}\n`);

async function main(): Promise<number> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const config = readEngineConfig(process.env);
  try {
    await ensureKubernetes(await connectEngine(config), config, { progress: say, signal: stopping.signal });
    say('labs are ready');
    return 0;
  } catch (error) {
    if (stopping.signal.aborted) return 0;
    say(`labs are not ready. ${explain(error)}`);
    return 1;
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(explain(error));
    process.exit(1);
  },
);
