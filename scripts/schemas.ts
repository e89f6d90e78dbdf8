/**
 * npm run schemas: makes public/schemas anew from the Go modules of Kubernetes and Compose. Needed when their versions
 * change; what it makes is committed, so that a start needs neither Go nor a network.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { kubernetesSchema } from '../lib/schemas/kubernetes-schema.ts';
import type { OpenApiDocument } from '../lib/schemas/openapi-document.ts';
import { readSettings } from './settings.ts';

const COMPOSE = 'github.com/compose-spec/compose-go/v2@v2.16.2';
/** A field more than this in all would be felt on the way to a learner. */
const KUBERNETES_KB_AT_MOST = 400;

const { root } = readSettings();
const goMod = readFileSync(join(root, 'lab-runner/images/node/go/go.mod'), 'utf8');
const kubernetesVersion = /k8s\.io\/kubernetes (v\d+\.\d+\.\d+)/.exec(goMod)?.[1];
if (!kubernetesVersion) throw new Error('lab-runner/images/node/go/go.mod names no k8s.io/kubernetes');

const folder = join(root, 'public/schemas');
mkdirSync(folder, { recursive: true });
const kubernetes = write('kubernetes.json', makeKubernetesSchema(kubernetesVersion));
if (kubernetes > KUBERNETES_KB_AT_MOST) throw new Error('kubernetes.json became too heavy for a page');
write(
  'compose.json',
  JSON.parse(readFileSync(join(moduleFolder(COMPOSE), 'schema/compose-spec.json'), 'utf8')),
);

function makeKubernetesSchema(version: string) {
  const documents = join(moduleFolder(`k8s.io/kubernetes@${version}`), 'api/openapi-spec/v3');
  // Beta and alpha versions are off in a cluster, unless somebody turns them on.
  const stable = readdirSync(documents).filter((name) => /__v\d+_openapi\.json$/.test(name));
  return kubernetesSchema(
    stable.map((name) => JSON.parse(readFileSync(join(documents, name), 'utf8')) as OpenApiDocument),
    { title: `Kubernetes ${version}`, keep: (gvk) => !gvk.group.startsWith('internal.') },
  );
}

function moduleFolder(module: string): string {
  const scratch = mkdtempSync(join(tmpdir(), 'drydock-schemas-'));
  try {
    writeFileSync(join(scratch, 'go.mod'), 'module drydock.dev/schemas\n');
    const answer = execFileSync('go', ['mod', 'download', '-json', module], {
      cwd: scratch,
      encoding: 'utf8',
    });
    return (JSON.parse(answer) as { readonly Dir: string }).Dir;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Returns what it weighs on the wire. */
function write(name: string, schema: unknown): number {
  const text = `${JSON.stringify(schema)}\n`;
  writeFileSync(join(folder, name), text);
  const kb = gzipSync(text).length / 1000;
  process.stdout.write(`public/schemas/${name}: ${kb.toFixed(0)} kB gzipped\n`);
  return kb;
}
