import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Driver } from '../drivers/driver.ts';
import type { Labs } from '../labs/labs.ts';

interface HealthDeps {
  readonly labs: Pick<Labs, 'ready'>;
  readonly driver: Pick<Driver, 'pressure'>;
  readonly clock: Clock;
}

/** Monitors may ask often, and nobody needs a ticket to ask: the engine is asked at most this often. */
const FRESH_MS = 1000;

/** 200 when labs can be started, else 503. Says nothing about who or what runs. */
export function registerHealthRoutes(app: FastifyInstance, { labs, driver, clock }: HealthDeps): void {
  let asked: { readonly at: number; readonly answers: Promise<boolean> } | undefined;
  const engineAnswers = () => {
    const now = clock.now().getTime();
    if (asked && now - asked.at < FRESH_MS) return asked.answers;
    const answers = driver.pressure().then(
      () => true,
      () => false,
    );
    asked = { at: now, answers };
    return answers;
  };
  app.get('/lab/health', async (_request, reply) => {
    const engine = (await engineAnswers()) ? 'ok' : 'down';
    const ready = labs.ready && engine === 'ok';
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready, engine });
  });
}
