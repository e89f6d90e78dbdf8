/**
 * The YAML language service, inside its worker: one for each schema, made when the first file asks for it. A file's
 * schema is chosen anew with every question, for it may change with what is typed.
 */
import { type SchemaChoice, type SchemaName, schemaChoice } from './schema-choice.ts';

/** What monaco-yaml's worker answers: every method takes the model's address first. */
export type YamlService = Readonly<Record<string, (uri: string, ...rest: unknown[]) => unknown>>;

export interface WorkerContext {
  getMirrorModels(): readonly MirrorModel[];
}

interface MirrorModel {
  readonly uri: unknown;
  readonly version: number;
  getValue(): string;
}

export interface YamlSettings {
  /** Where each schema is, on our own origin. */
  readonly schemaUrls: Readonly<Record<SchemaName, string>>;
  /** The rest is monaco-yaml's. */
  readonly [setting: string]: unknown;
}

/** As monaco-yaml makes a service. */
export type MakeYamlService = (context: WorkerContext, settings: Record<string, unknown>) => YamlService;

export interface YamlServicesDeps {
  readonly make: MakeYamlService;
  readonly context: WorkerContext;
  readonly settings: YamlSettings;
  fetchJson(url: string): Promise<unknown>;
}

/** In a comment of a file it names a schema to load: files are hostile, and nothing is loaded but what we serve. */
const SCHEMA_COMMENT = /(yaml-language-server\s*:\s*)\$schema/g;

export function createYamlServices({ make, context, settings, fetchJson }: YamlServicesDeps): YamlService {
  const { schemaUrls, ...ours } = settings;
  const read: WorkerContext = { getMirrorModels: () => context.getMirrorModels().map(withoutSchemaComment) };
  const paths = new Map<string, string>();
  const made = new Map<SchemaChoice, Promise<YamlService>>();

  async function makeFor(choice: SchemaChoice): Promise<YamlService> {
    if (choice === 'none' || choice === 'template') return make(read, { ...ours, schemas: [] });
    const uri = schemaUrls[choice];
    return make(read, { ...ours, schemas: [{ uri, fileMatch: ['**'], schema: await fetchJson(uri) }] });
  }

  function serviceFor(choice: SchemaChoice): Promise<YamlService> {
    const known = made.get(choice) ?? makeFor(choice);
    made.set(choice, known);
    return known.catch(() => {
      // Without its schema it still knows YAML, and asks for the schema again the next time.
      made.delete(choice);
      return serviceFor('none');
    });
  }

  function choiceFor(uri: string): SchemaChoice {
    const model = context.getMirrorModels().find((each) => String(each.uri) === uri);
    return model ? schemaChoice(paths.get(uri) ?? '', model.getValue()) : 'none';
  }

  async function ask(name: string, uri: string, ...rest: unknown[]): Promise<unknown> {
    const choice = choiceFor(uri);
    if (choice === 'template') return undefined;
    const service = await serviceFor(choice);
    const answer = await service[name]?.(uri, ...rest);
    return name === 'doComplete' ? withoutSkeletons(answer as Completions | undefined) : answer;
  }

  const methods = Object.keys(make(read, { ...ours, schemas: [] })).map((name) => [
    name,
    (uri: string, ...rest: unknown[]) => ask(name, uri, ...rest),
  ]);
  /** Says which path in the lab a model shows. */
  const place = (uri: string, path: unknown) => paths.set(uri, String(path));
  return { ...Object.fromEntries(methods), place };
}

function withoutSchemaComment(model: MirrorModel): MirrorModel {
  const { uri, version } = model;
  return { uri, version, getValue: () => model.getValue().replace(SCHEMA_COMMENT, '$1_schema') };
}

interface Completions {
  readonly items: readonly { readonly label: string; readonly sortText?: string }[];
}

/** Every schema that requires something offers all of it under its own title: two dozen times the same word here. */
function withoutSkeletons(found: Completions | undefined): Completions | undefined {
  const isOffer = ({ label, sortText }: Completions['items'][number]) =>
    !sortText?.startsWith('_') && label !== 'Inline schema';
  return found && { ...found, items: found.items.filter(isOffer) };
}
