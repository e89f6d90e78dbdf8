/** The cluster panel: a socket that tells what the cluster has, YAML to read and to replace, and commands. */
import {
  clusterCommandSchema,
  clusterWords,
  objectQuerySchema,
  replaceSchema,
  YAML_BYTES,
} from '../../lib/lab-api/cluster-command.ts';
import { readObject } from '../cluster/read-object.ts';
import { replaceObject } from '../cluster/replace-object.ts';
import { watchCluster } from '../cluster/watch-cluster.ts';
import { runAsLearner } from '../panels/run-as-learner.ts';
import { registerPanelSocket } from './panel-socket.ts';
import { parseRequest } from './parse-request.ts';
import type { RegisterRoutes } from './route-deps.ts';

/** As JSON, text can take twice its size. */
const REPLACE_BYTES = 2 * YAML_BYTES;

export const registerClusterRoutes: RegisterRoutes = (app, deps) => {
  registerPanelSocket(app, deps, { path: '/lab/cluster', watch: watchCluster });

  app.post('/lab/cluster/command', async (request) => {
    const lab = await deps.labs.resolve(await deps.authenticate(request, 'assist'));
    const command = parseRequest(clusterCommandSchema, request.body);
    lab.touch();
    return runAsLearner(lab.sandbox, clusterWords(command), { signal: lab.gone });
  });

  app.get('/lab/cluster/object', async (request, reply) => {
    const { reveal, ...of } = parseRequest(objectQuerySchema, request.query);
    const isRevealed = reveal === 'yes';
    const lab = await deps.labs.resolve(await deps.authenticate(request, isRevealed ? 'assist' : 'watch'));
    const answer = await readObject(lab.sandbox, of, { reveal: isRevealed, signal: lab.gone });
    return reply.header('cache-control', 'no-store').send(answer);
  });

  app.put('/lab/cluster/object', { bodyLimit: REPLACE_BYTES }, async (request) => {
    const lab = await deps.labs.resolve(await deps.authenticate(request, 'assist'));
    const { yaml, ...of } = parseRequest(replaceSchema, request.body);
    lab.touch();
    return replaceObject(lab.sandbox, of, { yaml, signal: lab.gone });
  });
};
