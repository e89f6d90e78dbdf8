/** The learner's folder over HTTP: tree, one file as raw bytes, folders, renaming. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { folderSchema, renameSchema, TRANSFER_BYTES, VERSION_HEADER } from '../../lib/lab-api/files.ts';
import { LabError } from '../errors.ts';
import { readCapped } from '../files/read-capped.ts';
import { parseRequest } from './parse-request.ts';
import type { NeededRights, RegisterRoutes, RouteDeps, RunningLab } from './route-deps.ts';

const pathQuerySchema = z.object({ path: z.string().min(1) });
const RAW_BYTES = 'application/octet-stream';

export const registerFileRoutes: RegisterRoutes = (app, deps) => {
  // In a scope of its own: only here does a body arrive as a stream, unread until the ticket has been looked at.
  app.register(async (scope) => {
    scope.addContentTypeParser(RAW_BYTES, (_request, payload, done) => done(null, payload));
    scope.addHook('onSend', async (_request, reply) => {
      reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
    });

    scope.get('/lab/files', async (request) => {
      const { sandbox, folder } = await enter(deps, request, 'watch');
      return sandbox.files.list(folder);
    });
    scope.get('/lab/file', async (request, reply) => {
      const lab = await enter(deps, request, 'watch');
      const path = parseRequest(pathQuerySchema, request.query).path;
      const { bytes, version } = await lab.sandbox.files.read(lab.folder, path, TRANSFER_BYTES);
      reply.header(VERSION_HEADER, version);
      if (version === knownVersion(request)) return reply.code(204).send();
      return sendFile(reply, path, bytes);
    });
    scope.put('/lab/file', async (request) => {
      const lab = await enter(deps, request, 'assist');
      const path = parseRequest(pathQuerySchema, request.query).path;
      const bytes = await readCapped(request, TRANSFER_BYTES);
      return lab.sandbox.files.write(lab.folder, path, bytes, { expected: knownVersion(request) });
    });
    scope.delete('/lab/file', async (request, reply) => {
      const lab = await enter(deps, request, 'assist');
      await lab.sandbox.files.remove(lab.folder, parseRequest(pathQuerySchema, request.query).path);
      return reply.code(204).send();
    });
    scope.post('/lab/folder', async (request, reply) => {
      const lab = await enter(deps, request, 'assist');
      await lab.sandbox.files.makeFolder(lab.folder, parseRequest(folderSchema, request.body).path);
      return reply.code(204).send();
    });
    scope.post('/lab/rename', async (request, reply) => {
      const lab = await enter(deps, request, 'assist');
      const { from, to } = parseRequest(renameSchema, request.body);
      await lab.sandbox.files.rename(lab.folder, from, to);
      return reply.code(204).send();
    });
  });
};

/** A look at the files does not keep a lab awake: the page looks by itself whenever something in the folder changes. */
async function enter(deps: RouteDeps, request: FastifyRequest, needed: NeededRights): Promise<RunningLab> {
  const lab = await deps.labs.resolve(await deps.authenticate(request, needed));
  if (needed !== 'watch') lab.touch();
  return lab;
}

function knownVersion(request: FastifyRequest): string | null | undefined {
  const header = request.headers[VERSION_HEADER];
  if (Array.isArray(header))
    throw new LabError('request_invalid', { detail: `two ${VERSION_HEADER} headers` });
  return header === 'none' ? null : header;
}

/** Always as a download of no known type: the content is the learner's and must never become a page of our origin. */
function sendFile(reply: FastifyReply, path: string, bytes: Uint8Array): FastifyReply {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return reply
    .type(RAW_BYTES)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(bytes);
}
