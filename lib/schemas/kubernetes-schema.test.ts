import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from './json-schema.ts';
import { kubernetesSchema } from './kubernetes-schema.ts';
import type { OpenApiSchema } from './openapi-document.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function documentOf(schemas: Record<string, OpenApiSchema>) {
  return [{ components: { schemas } }];
}

const shop: Record<string, OpenApiSchema> = {
  'com.example.v1.Shop': {
    type: 'object',
    description: 'A shop. More info: https://git.k8s.io/community/contributors/devel/x.md#y',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { allOf: [ref('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta')], default: {} },
      spec: { allOf: [ref('com.example.v1.ShopSpec')], description: 'What it sells.' },
      status: ref('com.example.v1.ShopStatus'),
    },
    'x-kubernetes-group-version-kind': [{ group: 'example.com', version: 'v1', kind: 'Shop' }],
  },
  'com.example.v1.ShopSpec': {
    type: 'object',
    required: ['port'],
    properties: {
      port: { oneOf: [{ type: 'integer' }, { type: 'string' }] },
      floors: { type: 'array', items: ref('com.example.v1.ShopSpec') },
      protocol: { type: 'string', default: 'TCP', enum: ['TCP', 'UDP'] },
    },
  },
  'com.example.v1.ShopStatus': { type: 'object', properties: { open: { type: 'boolean' } } },
  'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta': {
    type: 'object',
    properties: { name: { type: 'string' }, managedFields: { type: 'array', items: {} } },
  },
};

describe('a schema made of a cluster’s OpenAPI', () => {
  const schema = kubernetesSchema(documentOf(shop), { title: 'Test' });
  const definitions = schema.definitions ?? {};

  it('allows what is named and nothing else', () => {
    expect(definitions['com.example.v1.ShopSpec']).toEqual({
      type: 'object',
      required: ['port'],
      properties: {
        port: { type: ['integer', 'string'] },
        floors: { type: 'array', items: { $ref: '#/definitions/com.example.v1.ShopSpec' } },
        protocol: { type: 'string', default: 'TCP', enum: ['TCP', 'UDP'] },
      },
      additionalProperties: false,
    });
  });

  it('keeps the words beside a reference, and leaves out links for developers of Kubernetes', () => {
    expect(definitions['com.example.v1.Shop']).toMatchObject({
      description: 'A shop.',
      properties: { spec: { $ref: '#/definitions/com.example.v1.ShopSpec', description: 'What it sells.' } },
    });
  });

  it('takes what the cluster writes itself as it is', () => {
    expect(definitions['com.example.v1.ShopStatus']).toBeUndefined();
    expect(definitions['apis.meta.v1.ObjectMeta']?.properties?.managedFields).not.toHaveProperty('type');
  });

  it('says which kinds there are in which version', () => {
    const versions = schema.allOf?.flatMap((rule) => rule.if?.properties?.apiVersion?.const ?? []);
    expect(versions).toEqual(['example.com/v1']);
  });

  it('leaves out what it is told to', () => {
    const none = kubernetesSchema(documentOf(shop), { title: 'Test', keep: () => false });
    expect(none.definitions?.['com.example.v1.Shop']).toBeUndefined();
  });
});

describe('the schemas that we serve', () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

  it('are those of the Kubernetes that runs in a lab', () => {
    const [, version] = /k8s\.io\/kubernetes (v[\d.]+)/.exec(read('lab-runner/images/node/go/go.mod')) ?? [];
    const { title } = JSON.parse(read('public/schemas/kubernetes.json')) as JsonSchema;
    expect(title).toBe(`Kubernetes ${version}`);
  });

  it('weigh little enough to be sent with a file', () => {
    expect(gzipSync(read('public/schemas/kubernetes.json')).length).toBeLessThan(400_000);
    expect(gzipSync(read('public/schemas/compose.json')).length).toBeLessThan(50_000);
  });
});
