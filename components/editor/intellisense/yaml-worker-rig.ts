/** monaco-yaml's own worker code in Node, with texts in place of an editor's models. For tests. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { createYamlServices, type MakeYamlService } from './yaml-services.ts';

const stand = 'data:text/javascript,export const initialize = (make) => { globalThis.madeYaml = make; }';

export interface Place {
  readonly line: number;
  readonly character: number;
}

export async function openYamlRig() {
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'monaco-worker-manager/worker'
        ? { url: stand, shortCircuit: true, format: 'module' }
        : next(specifier, context),
  });
  // A name in a variable: the test runner would resolve it without the hook.
  const worker = 'monaco-yaml/yaml.worker.js';
  await import(/* @vite-ignore */ worker);
  hooks.deregister();
  const make = (globalThis as { madeYaml?: MakeYamlService }).madeYaml;
  if (!make) throw new Error('monaco-yaml did not start');
  return new YamlRig(make);
}

class YamlRig {
  readonly #texts = new Map<string, string>();
  readonly fetched: string[] = [];
  readonly #services: ReturnType<typeof createYamlServices>;
  #version = 0;

  constructor(make: MakeYamlService) {
    this.#services = createYamlServices({
      make,
      context: {
        getMirrorModels: () =>
          [...this.#texts].map(([uri, text]) => ({ uri, version: this.#version, getValue: () => text })),
      },
      settings: {
        schemaUrls: {
          compose: 'http://lab.test/compose.json',
          kubernetes: 'http://lab.test/kubernetes.json',
        },
        validate: true,
        completion: true,
        hover: true,
        hoverSchemaSource: false,
        format: { enable: true },
        yamlVersion: '1.2',
      },
      fetchJson: async (url) => {
        const name = url.slice(url.lastIndexOf('/') + 1);
        this.fetched.push(name);
        return JSON.parse(readFileSync(new URL(`../../../public/schemas/${name}`, import.meta.url), 'utf8'));
      },
    });
  }

  async problems(path: string, text: string): Promise<string[]> {
    const found = (await this.#ask('doValidation', path, text)) as
      | { readonly message: string; readonly range: { readonly start: Place } }[]
      | undefined;
    return (found ?? []).map(({ message, range }) => `${range.start.line + 1}: ${message.split('\n', 1)[0]}`);
  }

  /** `|` in the text is where the cursor stands. */
  async completions(path: string, marked: string): Promise<string[]> {
    const [text, at] = cursorIn(marked);
    const found = (await this.#ask('doComplete', path, text, at)) as { readonly items: { label: string }[] };
    return found.items.map(({ label }) => label);
  }

  async hover(path: string, marked: string): Promise<string> {
    const [text, at] = cursorIn(marked);
    const found = (await this.#ask('doHover', path, text, at)) as {
      readonly contents: { readonly value: string };
    } | null;
    return found?.contents.value ?? '';
  }

  async formatted(path: string, text: string): Promise<string | undefined> {
    const edits = (await this.#ask('format', path, text)) as { readonly newText: string }[];
    return edits[0]?.newText;
  }

  #ask(method: string, path: string, text: string, ...rest: unknown[]): unknown {
    const uri = `lab://test/${++this.#version}`;
    this.#texts.set(uri, text);
    this.#services.place?.(uri, path);
    return this.#services[method]?.(uri, ...rest);
  }
}

function cursorIn(marked: string): [text: string, at: Place] {
  const before = marked.slice(0, marked.indexOf('|')).split('\n');
  return [marked.replace('|', ''), { line: before.length - 1, character: before.at(-1)?.length ?? 0 }];
}
