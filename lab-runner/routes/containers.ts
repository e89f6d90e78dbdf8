/** The containers panel: a socket that tells what the nested engine has, what stands behind a name, and commands. */
import { containerCommandSchema, inspectSchema, wordsOf } from '../../lib/lab-api/container-command.ts';
import { inspect } from '../containers/inspect.ts';
import { watchEngine } from '../containers/watch-engine.ts';
import { runAsLearner } from '../panels/run-as-learner.ts';
import { registerPanelSocket } from './panel-socket.ts';
import { parseRequest } from './parse-request.ts';
import type { RegisterRoutes } from './route-deps.ts';

export const registerContainerRoutes: RegisterRoutes = (app, deps) => {
  registerPanelSocket(app, deps, { path: '/lab/containers', watch: watchEngine });

  app.post('/lab/containers/command', async (request) => {
    const lab = await deps.labs.resolve(await deps.authenticate(request, 'assist'));
    const command = parseRequest(containerCommandSchema, request.body);
    lab.touch();
    return runAsLearner(lab.sandbox, wordsOf(command), { signal: lab.gone });
  });

  app.get('/lab/containers/inspect', async (request, reply) => {
    const lab = await deps.labs.resolve(await deps.authenticate(request, 'watch'));
    const found = await inspect(lab.sandbox, parseRequest(inspectSchema, request.query), lab.gone);
    // What a learner's engine says is text to us, whatever it looks like.
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(found);
  });
};
