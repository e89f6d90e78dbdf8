/**
 * One JSON Schema for every manifest of a cluster, made of its OpenAPI. It looks at `apiVersion` and `kind` of each YAML
 * document itself, so one file may hold several; what it does not know, such as a custom resource, it leaves alone.
 *
 * Kubernetes' own documents go through it for public/schemas (scripts/schemas.ts); those of a live cluster can as well.
 */
import type { JsonSchema } from './json-schema.ts';
import { KUBERNETES_CHOICES, KUBERNETES_ITEM_CHOICES } from './kubernetes-choices.ts';
import type { GroupVersionKind, OpenApiDocument, OpenApiSchema } from './openapi-document.ts';

const REF = '#/components/schemas/';
/** Written by the server: nobody types these, but a manifest that came out of a cluster has them. */
const SERVERS_OWN = new Set(['status', 'managedFields']);
const LIST = 'core.v1.List';
const IDENTITY: Readonly<Record<string, JsonSchema>> = {
  apiVersion: { type: 'string', description: 'Group and version of the API that this object belongs to.' },
  kind: { type: 'string', description: 'What this object is.' },
};

export interface KubernetesSchemaOptions {
  readonly title: string;
  /** Which versions of which group are taken up. */
  readonly keep?: (gvk: GroupVersionKind) => boolean;
}

export function kubernetesSchema(
  documents: readonly OpenApiDocument[],
  { title, keep = () => true }: KubernetesSchemaOptions,
): JsonSchema {
  const source = new Map(documents.flatMap((document) => Object.entries(document.components?.schemas ?? {})));
  const definitions: Record<string, JsonSchema> = {};
  const take = (name: string): void => {
    const found = source.get(name);
    if (!found || definitions[shortName(name)]) return;
    const converter = new Converter(shortName(name));
    // Before what it refers to, which may be itself.
    definitions[shortName(name)] = {};
    definitions[shortName(name)] = converter.convert(found);
    for (const referred of converter.referred) take(referred);
  };
  const kinds = new Map<string, Map<string, string>>();
  for (const [name, schema] of source) {
    const gvk = ownKind(schema);
    if (!gvk || !keep(gvk)) continue;
    take(name);
    const apiVersion = gvk.group === '' ? gvk.version : `${gvk.group}/${gvk.version}`;
    const ofVersion = kinds.get(apiVersion) ?? new Map<string, string>();
    kinds.set(apiVersion, ofVersion.set(gvk.kind, shortName(name)));
  }
  // What `kubectl get -o yaml` prints of several objects. No document describes it.
  kinds.get('v1')?.set('List', LIST);
  definitions[LIST] = { description: 'Several objects in one.', properties: { items: { type: 'array' } } };
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, ...rootOf(kinds), definitions };
}

/** Lists and the options of requests carry many kinds, or belong to none that one writes into a file. */
function ownKind(schema: OpenApiSchema): GroupVersionKind | undefined {
  const kinds = schema['x-kubernetes-group-version-kind'] ?? [];
  const isObject = schema.properties?.metadata !== undefined && schema.properties.items === undefined;
  return kinds.length === 1 && isObject ? kinds[0] : undefined;
}

function rootOf(kinds: ReadonlyMap<string, ReadonlyMap<string, string>>): JsonSchema {
  const versions = [...kinds.keys()].toSorted();
  const names = [...new Set([...kinds.values()].flatMap((ofVersion) => [...ofVersion.keys()]))].toSorted();
  return {
    type: 'object',
    properties: {
      apiVersion: { ...IDENTITY.apiVersion, anyOf: [{ enum: versions }, { type: 'string' }] },
      kind: { ...IDENTITY.kind },
    },
    allOf: [
      {
        if: { required: ['apiVersion'] },
        // A kind of ours without its version is a mistake; another kind may be anybody's.
        else: {
          properties: { kind: { anyOf: [{ enum: names }, { type: 'string' }] } },
          ...when('kind', { enum: names }, { required: ['apiVersion'] }),
        },
      },
      ...versions.map((version) =>
        when('apiVersion', { const: version }, ofVersion(kinds.get(version) ?? new Map())),
      ),
    ],
  };
}

function ofVersion(kinds: ReadonlyMap<string, string>): JsonSchema {
  return {
    required: ['kind'],
    properties: { kind: { enum: [...kinds.keys()].toSorted() } },
    allOf: [...kinds].map(([kind, name]) => when('kind', { const: kind }, { $ref: `#/definitions/${name}` })),
  };
}

function when(property: string, is: JsonSchema, holds: JsonSchema): JsonSchema {
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so, and nobody awaits one
  return { if: { required: [property], properties: { [property]: is } }, then: holds };
}

function shortName(name: string): string {
  return name.replace(
    /^io\.k8s\.(api|apimachinery\.pkg|kube-aggregator\.pkg\.apis|apiextensions-apiserver\.pkg\.apis)\./,
    '',
  );
}

/** Converts one schema, and remembers what it refers to. */
class Converter {
  readonly referred = new Set<string>();
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  convert(schema: OpenApiSchema): JsonSchema {
    const isKind = schema['x-kubernetes-group-version-kind'] !== undefined;
    const described: JsonSchema = schema.description ? { description: tidy(schema.description) } : {};
    const reference = schema.$ref ?? (schema.allOf?.length === 1 ? schema.allOf[0]?.$ref : undefined);
    if (reference?.startsWith(REF)) return { ...described, ...this.#reference(reference.slice(REF.length)) };
    if (schema.oneOf || schema['x-kubernetes-int-or-string']) {
      const types = schema.oneOf?.flatMap(({ type }) => type ?? []) ?? ['integer', 'string'];
      return { ...described, type: types };
    }
    return {
      ...described,
      ...(schema.type && { type: schema.type }),
      ...(isWorthSaying(schema.default) && { default: schema.default }),
      ...(schema.enum && { enum: [...schema.enum] }),
      ...(schema.properties && this.#properties(schema, isKind)),
      ...(schema.required && { required: [...schema.required] }),
      ...(schema.items && { items: this.convert(schema.items) }),
      ...(schema.additionalProperties !== undefined && {
        additionalProperties:
          typeof schema.additionalProperties === 'boolean'
            ? schema.additionalProperties
            : this.convert(schema.additionalProperties),
      }),
    };
  }

  #reference(name: string): JsonSchema {
    this.referred.add(name);
    return { $ref: `#/definitions/${shortName(name)}` };
  }

  #properties(schema: OpenApiSchema, isKind: boolean): JsonSchema {
    const entries = Object.entries(schema.properties ?? {}).map(([key, property]) => [
      key,
      this.#property(key, property, isKind),
    ]);
    const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true;
    return { properties: Object.fromEntries(entries), ...(!isOpen && { additionalProperties: false }) };
  }

  #property(key: string, property: OpenApiSchema, isKind: boolean): JsonSchema {
    if (isKind && IDENTITY[key]) return IDENTITY[key];
    if (SERVERS_OWN.has(key) && (isKind || this.#name.endsWith('ObjectMeta'))) {
      return { description: 'Written by the cluster itself.' };
    }
    const converted = this.convert(property);
    const choices = KUBERNETES_CHOICES[this.#name]?.[key];
    if (choices && !converted.enum) converted.enum = [...choices];
    const itemChoices = KUBERNETES_ITEM_CHOICES[this.#name]?.[key];
    if (itemChoices && converted.items && !converted.items.enum) converted.items.enum = [...itemChoices];
    return converted;
  }
}

/** Zero values are the absence of a value: proposing them would teach nothing. */
function isWorthSaying(value: unknown): boolean {
  return (
    (typeof value === 'string' && value !== '') ||
    (typeof value === 'number' && value !== 0) ||
    value === true
  );
}

/** Links into the developers' conventions of Kubernetes stand under every second field, and help no learner. */
function tidy(description: string): string {
  return description
    .replace(/\s*More info: https:\/\/git\.k8s\.io\/community\/contributors\/devel\S*/g, '')
    .replace(/<a href="([^"]+)">([^<]*)<\/a>/g, '$2 ($1)')
    .trim();
}
