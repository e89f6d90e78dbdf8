import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EngineRig, labEngine, openEngineRig, rigSpec } from '../drivers/docker/engine-rig.ts';
import type { Sandbox } from '../drivers/driver.ts';

let rig: EngineRig;
let sandbox: Sandbox;

beforeAll(async () => {
  rig = openEngineRig(await labEngine());
  sandbox = await (await rig.open()).create(rigSpec);
});

afterAll(async () => {
  await rig[Symbol.asyncDispose]();
});

interface Ran {
  readonly exitCode: number | null;
  readonly output: string;
  readonly tookMs: number;
}

async function learner(script: string, timeoutMs = 100_000): Promise<Ran> {
  const startedAt = performance.now();
  const result = await sandbox.exec(['bash', '-c', script], {
    place: 'sandbox',
    user: 'learner',
    cwd: '/home/learner',
    timeoutMs,
  });
  return {
    exitCode: result.exitCode,
    output: result.stdout + result.stderr,
    tookMs: performance.now() - startedAt,
  };
}

/** Measured: 0.2 to 1.6 s. Who waits for a registry or a resolver that is not there waits for 10 s and more. */
const withoutWaitingMs = 8000;

async function works(script: string): Promise<Ran> {
  const ran = await learner(script);
  expect(ran, ran.output).toMatchObject({ exitCode: 0 });
  return ran;
}

/** Curl's own retries cover the moment in which a published port is open and the program behind it is not. */
const curl = 'curl -sf --retry 20 --retry-all-errors --retry-delay 1 --retry-max-time 40';

test.each([
  'hello-world',
  'busybox',
  'nginx',
  'redis:alpine',
  'httpd:2.4',
  'python:3-slim',
  'postgres:17-alpine',
])('docker pull %s waits for nobody', async (image) => {
  expect((await works(`docker pull -q ${image}`)).tookMs).toBeLessThan(withoutWaitingMs);
});

test('an image that is nowhere is said to be nowhere at once', async () => {
  const { exitCode, tookMs } = await learner('docker pull no-such-image');
  expect(exitCode).toBe(1);
  expect(tookMs).toBeLessThan(withoutWaitingMs);
});

test('BuildKit builds, and builds again from its cache', async () => {
  await works(
    `mkdir -p app && cd app && printf 'FROM python:3-slim AS build\\nRUN --mount=type=cache,target=/c python -c "print(6*7)" > /answer\\nFROM busybox\\nCOPY --from=build /answer /answer\\nCMD ["cat", "/answer"]\\n' > Dockerfile`,
  );
  await works('cd app && docker build -t answer . && docker run --rm answer | grep -x 42');
  await works('cd app && docker build -t answer . 2>&1 | grep CACHED');
  await works('cd app && docker buildx build --load -t answer2 .');
});

test('a Dockerfile that names its syntax builds', async () => {
  await works(
    `mkdir -p syntax && cd syntax && printf '# syntax=docker/dockerfile:1\\nFROM busybox\\nCOPY <<EOF /note\\nhello\\nEOF\\n' > Dockerfile && docker build -q -t syntax . && docker run --rm syntax grep hello /note`,
  );
});

test('compose brings up what tutorials show: names, volumes, published ports', async () => {
  await works(`mkdir -p stack && cd stack && cat > compose.yaml <<'Y'
services:
  web:
    image: nginx:alpine
    ports: ["8080:80"]
    depends_on: [cache, db]
  cache:
    image: redis:alpine
  db:
    image: postgres:17-alpine
    environment:
      POSTGRES_PASSWORD: example
      POSTGRES_DB: shop
    volumes: ["db:/var/lib/postgresql/data", "./init:/docker-entrypoint-initdb.d"]
volumes:
  db:
Y
mkdir -p init && echo 'CREATE TABLE boats (name text); INSERT INTO boats VALUES ($$Argo$$);' > init/boats.sql
docker compose up -d --quiet-pull`);
  expect((await works(`${curl} localhost:8080`)).output).toContain('Welcome to nginx');
  const ping = await works('cd stack && docker compose exec -T web sh -c "echo PING | nc -w 2 cache 6379"');
  expect(ping.output).toContain('PONG');
  const rows = await works(
    'cd stack && for i in $(seq 200); do docker compose exec -T db psql -h 127.0.0.1 -U postgres shop -Atc "SELECT name FROM boats" 2>/dev/null && exit 0; read -rt 0.2 <> <(:); done; docker compose logs db; exit 1',
  );
  expect(rows.output.trim()).toBe('Argo');
  const away = await works('cd stack && docker compose exec -T web sh -c "nslookup example.com; true"');
  expect(away.output).toContain('NXDOMAIN');
  expect(away.tookMs).toBeLessThan(withoutWaitingMs);
  await works('cd stack && docker compose down -v -t 1');
});

test('a registry of the learner own takes what they push', async () => {
  await works(
    'docker run -d -p 5001:5000 --name registry registry:2 && docker tag busybox localhost:5001/mine',
  );
  await works(
    `${curl} localhost:5001/v2/ && docker login -u me -p secret localhost:5001 && docker push -q localhost:5001/mine`,
  );
  await works('docker rm -f registry');
});

test('the stand-ins do what people type into them', async () => {
  await works('docker run --rm node:lts-alpine npm --version');
  await works('docker run --rm node:20-slim node -e "fetch; console.log(structuredClone({a: 1}))"');
  await works('docker run --rm python:3-slim pip --version');
  await works('docker run --rm debian:stable-slim bash -c "cat /etc/debian_version; apt-get --version"');
  const cut = await works(
    'docker run -d --name cache redis:8-alpine --appendonly yes && docker exec cache redis-cli ping',
  );
  expect(cut.output).toContain('PONG');
  await works('docker run --rm -d --name who -p 8083:80 traefik/whoami');
  expect((await works(`${curl} localhost:8083`)).output).toContain('Hostname:');
  await works('docker rm -f cache who');
});

test('what Kubernetes tutorials pull from other registries is served by its path', async () => {
  const wanted = [
    ...[
      'hpa-example latest',
      'busybox 1.27.2',
      'nginx-slim 0.24',
      'library/nginx 1.14.2',
      'library/mysql 8.0',
    ],
    ...['google-samples/containers/gke/hello-app 2.0', 'google-samples/kubernetes-bootcamp v2'],
  ];
  const asked = wanted.map((name) => name.replace(' ', '/manifests/'));
  await works(
    `mirror=$(docker info --format '{{index .RegistryConfig.Mirrors 0}}'); for name in ${asked.join(' ')}; do curl -sfo /dev/null -H 'accept: application/vnd.docker.distribution.manifest.v2+json' "$mirror/v2/$name" || { echo "$name"; exit 1; }; done`,
  );
});

test('the sample programs of Kubernetes tutorials say what the originals say', async () => {
  await works('docker run -d --name hello -h pod-1 -p 8084:8080 google-samples/hello-app:2.0');
  expect((await works(`${curl} localhost:8084`)).output).toBe(
    'Hello, world!\nVersion: 2.0.0\nHostname: pod-1\n',
  );
  await works('docker run -d --name echo -p 8085:5678 hashicorp/http-echo -text=ahoy');
  expect((await works(`${curl} localhost:8085`)).output).toBe('ahoy\n');
  const pi = await works("docker run --rm perl:5.34.0 perl -Mbignum=bpi -wle 'print bpi(20)'");
  expect(pi.output).toContain('3.141592653589793238');
  await works('docker run --rm curlimages/curl --version | grep "^curl 8"');
  await works('docker run --rm nicolaka/netshoot sh -c "dig -v; nc -h" 2>&1 | grep "OpenBSD netcat"');
  await works('docker rm -f hello echo');
});

test('MariaDB keeps its promises to who sets MYSQL_ variables', async () => {
  await works(
    'docker run -d --name db -e MYSQL_ROOT_PASSWORD=example -e MYSQL_DATABASE=shop -e MYSQL_USER=app -e MYSQL_PASSWORD=secret mysql:8.0',
  );
  const ask = (user: string, query: string) =>
    `for i in $(seq 150); do docker exec db mysql -h 127.0.0.1 -u${user} shop -Nse "${query}" 2>/dev/null && exit 0; read -rt 0.2 <> <(:); done; docker logs db; exit 1`;
  await works(ask('app -psecret', 'CREATE TABLE IF NOT EXISTS boats (name text)'));
  expect((await works(ask('root -pexample', 'SHOW TABLES'))).output.trim()).toBe('boats');
  await works('docker rm -f db');
});

test('the nested engine is capped below its sandbox', async () => {
  const result = await works(
    'sudo sh -c "cat /sys/fs/cgroup/memory/docker/memory.limit_in_bytes /sys/fs/cgroup/pids/docker/pids.max 2>/dev/null || cat /sys/fs/cgroup/docker/memory.max /sys/fs/cgroup/docker/pids.max"',
  );
  const [memory = 0, pids = 0] = result.output.trim().split('\n').map(Number);
  expect(memory).toBeGreaterThan(256 * 1024 * 1024);
  expect(memory).toBeLessThan(rigSpec.limits.memoryMiB * 1024 * 1024);
  expect(pids).toBeGreaterThan(256);
  expect(pids).toBeLessThan(rigSpec.limits.pids);
});

test('a container that takes all memory ends itself and leaves the nested engine alone', async () => {
  const before = await works('pgrep -x dockerd');
  const hog = await learner(
    `docker run --rm python:3-slim python -c "a = bytearray(4 << 30); print(len(a))"`,
  );
  expect(hog.exitCode).toBe(137);
  expect((await works('pgrep -x dockerd')).output).toBe(before.output);
});

test('a nested engine that is killed comes back, and one that is stopped stays away', async () => {
  await works(
    'sudo pkill -KILL -x dockerd; for i in $(seq 500); do docker version >/dev/null 2>&1 && exit 0; read -rt 0.1 <> <(:); done; exit 1',
  );
  await works('sudo systemctl stop docker');
  expect((await learner('docker version')).exitCode).not.toBe(0);
  await works('sudo service docker start && docker run --rm busybox true');
});

test('everything a learner writes counts against the disk, wherever it is', async () => {
  const result = await works(
    'for d in /home/learner /tmp /usr/local /etc /var/lib/docker; do sudo df --output=size "$d" | tail -1; done | sort -u',
  );
  expect(result.output.trim().split('\n')).toHaveLength(1);
  await works(
    'sudo sh -c "echo changed > /etc/motd && mkdir -p /usr/local/mine && mv /usr/local/mine /usr/local/yours"',
  );
});
