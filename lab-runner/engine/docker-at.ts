/** A client for an engine by its address, as DOCKER_HOST writes it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';

export function dockerAt(host: string, certFolder: string | undefined): Docker {
  const url = new URL(host);
  if (url.protocol === 'unix:') return new Docker({ socketPath: url.pathname });
  if (url.protocol === 'ssh:') {
    return new Docker({
      protocol: 'ssh',
      host: url.hostname,
      port: Number(url.port || 22),
      username: url.username || undefined,
      sshOptions: { agent: process.env.SSH_AUTH_SOCK },
    } as Docker.DockerOptions);
  }
  const secure = certFolder !== undefined || url.protocol === 'https:';
  const read = (name: string) =>
    certFolder === undefined ? undefined : readFileSync(join(certFolder, name));
  return new Docker({
    protocol: secure ? 'https' : 'http',
    host: url.hostname,
    port: Number(url.port || (secure ? 2376 : 2375)),
    ca: read('ca.pem'),
    cert: read('cert.pem'),
    key: read('key.pem'),
  });
}
