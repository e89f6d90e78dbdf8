import * as monaco from 'monaco-editor/editor';
import { configureMonacoYaml } from 'monaco-yaml';
import type { SchemaName } from './schema-choice.ts';
import { isServed, pathOf } from './text-places.ts';

/** Other addresses may take their place, as long as they are ours: see lib/schemas for a live cluster's own. */
const SCHEMA_PATHS: Readonly<Record<SchemaName, string>> = {
  compose: '/schemas/compose.json',
  kubernetes: '/schemas/kubernetes.json',
};

type MonacoLike = Parameters<typeof configureMonacoYaml>[0];
type YamlWorker = Record<string, (...args: unknown[]) => Promise<unknown>>;

export function provideYaml(): void {
  const editor = { ...monaco.editor, createWebWorker: createYamlWorker };
  // monaco-yaml is typed after an older Monaco, whose workers were made by name.
  configureMonacoYaml({ ...monaco, editor } as unknown as MonacoLike, {
    enableSchemaRequest: false,
    hoverSchemaSource: false,
    format: { enable: true, printWidth: 100 },
  });
}

function createYamlWorker({ createData }: { readonly createData: object }) {
  const worker = new Worker(new URL('./yaml.worker.ts', import.meta.url), { type: 'module' });
  const schemaUrls = Object.fromEntries(
    Object.entries(SCHEMA_PATHS).map(([name, path]) => [name, new URL(path, location.origin).href]),
  );
  // Wakes it, and then tells it how to be.
  worker.postMessage('ignore');
  worker.postMessage({ ...createData, schemaUrls });
  const made = monaco.editor.createWebWorker<YamlWorker>({ worker });
  return {
    dispose: () => made.dispose(),
    getProxy: () => made.getProxy(),
    async withSyncedResources(uris: readonly monaco.Uri[]): Promise<YamlWorker> {
      if (!uris.every(isServedAddress)) return silent;
      const service = await made.withSyncedResources([...uris]);
      // Answered in order: what is asked next finds the place known.
      for (const uri of uris) void service.place?.(String(uri), pathOf(uri));
      return service;
    },
  };
}

function isServedAddress(uri: monaco.Uri): boolean {
  const model = monaco.editor.getModel(uri);
  return model !== null && isServed(model);
}

/** Knows nothing about anything, for texts that are too big and for those that are no file. */
const silent = new Proxy<YamlWorker>(
  {},
  { get: (_, name) => (name === 'then' ? undefined : async () => undefined) },
);
