import { describe, expect, it } from 'vitest';
import { schemaChoice } from './schema-choice.ts';

describe('the schema of a YAML file', () => {
  it.each([
    ['compose.yaml', ''],
    ['site/compose.override.yml', 'x: 1'],
    ['docker-compose.prod.yaml', 'kind: strange'],
    ['stack.yaml', 'services:\n  web:\n    image: x\n'],
  ])('is Compose’s for %s', (path, text) => {
    expect(schemaChoice(path, text)).toBe('compose');
  });

  it.each([
    ['deployment.yaml', 'apiVersion: apps/v1\nkind: Deployment\n'],
    ['all.yml', '# two\n---\nkind: Service\n'],
    ['new.yaml', ''],
    ['new.yaml', '# to be written\napi'],
  ])('is Kubernetes’ for %s', (path, text) => {
    expect(schemaChoice(path, text)).toBe('kubernetes');
  });

  it.each([
    ['values.yaml', 'image:\n  tag: 1\n'],
    ['my-compose-notes.yaml', 'a: 1\nkind_of: x\n'],
    ['nested.yaml', 'spec:\n  kind: x\n'],
  ])('is none for %s', (path, text) => {
    expect(schemaChoice(path, text)).toBe('none');
  });

  it('waits while the file is a template', () => {
    expect(schemaChoice('templates/a.yaml', 'kind: Service\nname: {{ .Release.Name }}\n')).toBe('template');
    expect(schemaChoice('a.yaml', '{{- range $port := .ports }}\n{{- end }}')).toBe('template');
    expect(schemaChoice('a.yaml', 'kind: Pod\nspec: {containers: []}\n')).toBe('kubernetes');
  });
});
