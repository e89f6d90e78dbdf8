import { beforeAll, describe, expect, it } from 'vitest';
import { openYamlRig } from './yaml-worker-rig.ts';

let yaml: Awaited<ReturnType<typeof openYamlRig>>;
beforeAll(async () => {
  yaml = await openYamlRig();
}, 60_000);

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: shop
          image: shop:1.0
          resources:
            limits:
              cpu: 0.5
              memory: 64Mi
          ports:
            - containerPort: 8080
          readinessProbe:
            httpGet:
              port: http
`;

describe('a compose file', () => {
  it('has no problem when it is right', async () => {
    const text =
      'services:\n  web:\n    image: nginx:1.29\n    ports:\n      - "8080:80"\nvolumes:\n  data:\n';
    expect(await yaml.problems('compose.yaml', text)).toEqual([]);
  });

  it('that has a key which Compose does not know says so, with the line', async () => {
    const text = 'services:\n  web:\n    imag: nginx\n';
    expect(await yaml.problems('compose.yaml', text)).toEqual(['3: Property imag is not allowed.']);
  });

  it('offers what a service may have, and explains it', async () => {
    expect(await yaml.completions('compose.yaml', 'services:\n  web:\n    |')).toEqual(
      expect.arrayContaining(['image', 'healthcheck', 'depends_on']),
    );
    expect(await yaml.hover('compose.yaml', 'services:\n  web:\n    ima|ge: x\n')).toContain(
      'Specify the image',
    );
  });

  it('is formatted', async () => {
    expect(await yaml.formatted('compose.yaml', 'services:\n    web:\n        image:   x\n')).toBe(
      'services:\n  web:\n    image: x\n',
    );
  });
});

describe('a Kubernetes manifest', () => {
  it('has no problem when it is right, whatever the file is called', async () => {
    expect(await yaml.problems('shop.yml', deployment)).toEqual([]);
  });

  it('that a cluster printed is right too', async () => {
    const printed = `${deployment.replace('  name: shop\n', '  name: shop\n  managedFields: []\n  uid: x\n')}status:\n  replicas: 1\n`;
    expect(await yaml.problems('shop.yaml', printed)).toEqual([]);
    const list = 'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n';
    expect(await yaml.problems('all.yaml', list)).toEqual([]);
  });

  it('is held against the kind of each of its documents', async () => {
    const service = 'apiVersion: v1\nkind: Service\nspec:\n  replicas: 2\n  type: Public\n';
    expect(await yaml.problems('shop.yaml', `${deployment}---\n${service}`)).toEqual([
      '31: Value is not accepted. Valid values: "ClusterIP", "NodePort", "LoadBalancer", "ExternalName".',
      '30: Property replicas is not allowed.',
    ]);
  });

  it('with a kind that its version does not have says which it has', async () => {
    expect(await yaml.problems('a.yaml', 'apiVersion: apps/v1\nkind: Deploymet\n')).toEqual([
      expect.stringMatching(/^2: Value is not accepted\. Valid values: .*"Deployment"/),
    ]);
  });

  it('without a version says that it is missing', async () => {
    expect(await yaml.problems('a.yaml', 'kind: Deployment\n')).toEqual([
      '1: Missing property "apiVersion".',
    ]);
  });

  it('of a custom resource is left alone', async () => {
    const cluster = 'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nnodes:\n  - role: worker\n';
    expect(await yaml.problems('kind.yaml', cluster)).toEqual([]);
  });

  it('begins with its version and kind, and goes on with what that kind has', async () => {
    expect(await yaml.completions('new.yaml', '|')).toEqual(['kind', 'apiVersion']);
    expect(await yaml.completions('new.yaml', 'apiVersion: batch/v1\nkind: |')).toEqual(['CronJob', 'Job']);
    const second = `${deployment}---\napiVersion: v1\nkind: Service\nspec:\n  ty|`;
    expect(await yaml.completions('new.yaml', second)).toContain('externalTrafficPolicy');
    expect(await yaml.hover('new.yaml', deployment.replace('matchLabels', 'match|Labels'))).toContain(
      'matchLabels is a map',
    );
  });
});

describe('any YAML', () => {
  it('that is broken says where', async () => {
    const [problem] = await yaml.problems('values.yaml', 'a: [1, 2\nb: 3\n');
    expect(problem).toMatch(/^2: /);
  });

  it('that is a template is not judged before it is filled in', async () => {
    expect(await yaml.problems('t.yaml', 'kind: {{ .Values.kind }}\n{{- if .Values.x }}\n')).toEqual([]);
  });

  it('cannot make the page load a schema from elsewhere', async () => {
    const text = '# yaml-language-server: $schema=https://example.invalid/x.json\nname: 1\n';
    expect(await yaml.problems('b.yaml', text)).toEqual([]);
  });

  it('fetches each schema once, and none but ours', () => {
    expect(yaml.fetched.toSorted()).toEqual(['compose.json', 'kubernetes.json']);
  });
});
