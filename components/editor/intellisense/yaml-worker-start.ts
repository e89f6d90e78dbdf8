/**
 * Stands in for `monaco-worker-manager/worker` (next.config.ts): monaco-yaml's worker hands its language service to
 * `initialize`, and the package's own one asks for a path that Monaco no longer has.
 */
import { initialize as startEditorWorker } from 'monaco-editor/editor/editor.worker';
import {
  createYamlServices,
  type MakeYamlService,
  type WorkerContext,
  type YamlSettings,
} from './yaml-services.ts';

export function initialize(make: MakeYamlService): void {
  // The first message only wakes it; the second one is the settings.
  self.onmessage = () =>
    startEditorWorker((context: WorkerContext, settings: YamlSettings) =>
      createYamlServices({ make, context, settings, fetchJson }),
    );
}

async function fetchJson(url: string): Promise<unknown> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}
