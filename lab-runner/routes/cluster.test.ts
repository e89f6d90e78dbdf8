import websocket from '@fastify/websocket';
import Fastify, { type InjectOptions } from 'fastify';
import { afterAll, expect, test } from 'vitest';
import { LabError } from '../errors.ts';
import { registerClusterRoutes } from './cluster.ts';
import { answerError } from './error-answer.ts';

const silent = () => {};
const app = Fastify();
await app.register(websocket);
app.setErrorHandler(answerError);
/** A ticket that may look on, at a lab that is not there: a 404 is a request that was let through. */
registerClusterRoutes(app, {
  limits: { terminalsPerLab: 1 },
  log: { info: silent, warn: silent, error: silent },
  labs: { resolve: () => Promise.reject(new LabError('lab_missing')) },
  authenticate: async (_request, needed) => {
    if (needed !== 'watch') throw new LabError('not_allowed');
    return { learner: 'solo', lesson: 'pods', rights: 'watch' };
  },
});
afterAll(() => app.close());

const status = async (options: InjectOptions) => (await app.inject(options)).statusCode;
const secret = { kind: 'Secret', namespace: 'shop', name: 'db' };
const url = (more: object = {}) => `/lab/cluster/object?${new URLSearchParams({ ...secret, ...more })}`;

test('who may only watch sees what there is, with Secrets masked', async () => {
  expect(await status({ method: 'GET', url: url() })).toBe(404);
  expect(await status({ method: 'GET', url: url({ reveal: 'no' }) })).toBe(404);
});

test('who may only watch sees nothing that a Secret holds, and changes nothing', async () => {
  expect(await status({ method: 'GET', url: url({ reveal: 'yes' }) })).toBe(403);
  expect(
    await status({ method: 'PUT', url: '/lab/cluster/object', payload: { ...secret, yaml: 'a: b' } }),
  ).toBe(403);
  const command = { verb: 'delete', kind: 'Pod', namespace: 'shop', name: 'web' };
  expect(await status({ method: 'POST', url: '/lab/cluster/command', payload: command })).toBe(403);
});

test.each([
  { kind: 'Dragon' },
  { name: '../web' },
  { name: '--all' },
  { namespace: 'a b' },
  { reveal: 'maybe' },
])('what names nothing is not understood: %j', async (more) => {
  expect(await status({ method: 'GET', url: url(more) })).toBe(400);
});
