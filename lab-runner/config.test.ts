import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const secret = { DRYDOCK_TICKET_SECRET: 'x'.repeat(43) };

test('the secret is all that must be given', () => {
  const config = readConfig(secret);
  expect(config).toMatchObject({ host: '127.0.0.1', port: 3000, driver: 'docker', mode: 'production' });
  expect(config.limits).toMatchObject({
    labsPerLearner: 2,
    maxMinutes: 240,
    extensionMinutes: 30,
    freezeSeconds: 120,
  });
});

test('an empty variable counts as not given', () => {
  expect(readConfig({ ...secret, PORT: '', PUBLIC_URL: '' }).port).toBe(3000);
});

test('two data folders are two instances, and the same folder is the same', () => {
  const of = (folder: string) => readConfig({ ...secret, DRYDOCK_DATA: folder }).instance;
  expect(of('/srv/a')).toBe(of('/srv/a/'));
  expect(of('/srv/a')).not.toBe(of('/srv/b'));
});

test.each([
  [{}, /^DRYDOCK_TICKET_SECRET is missing/],
  [{ DRYDOCK_TICKET_SECRET: 'hunter2' }, /^DRYDOCK_TICKET_SECRET must have at least 32 characters/],
  [
    { ...secret, PORT: 'http' },
    /^PORT is "http", but it must be a whole number from 1 to 65535, such as 3000\.$/m,
  ],
  [{ ...secret, PORT: '80.5' }, /^PORT is "80.5", but it must be a whole number/],
  [
    { ...secret, PUBLIC_URL: 'drydock.example.org' },
    /^PUBLIC_URL is "drydock.example.org", but it must be a URL/,
  ],
  [{ ...secret, HOST: 'everywhere' }, /^HOST is "everywhere", but it must be an IP address/],
  [
    { ...secret, LAB_MAX_PER_LEARNER: '0' },
    /^LAB_MAX_PER_LEARNER is "0", but it must be a number from 1 to 50/,
  ],
  [{ ...secret, LAB_DRIVER: 'podman' }, /^LAB_DRIVER is "podman", but it must be one of docker, memory\.$/],
  [{ ...secret, LAB_INSTANCE: 'My Workshop' }, /^LAB_INSTANCE is "My Workshop", but it must be up to 31/],
  [{ ...secret, HOST: '0.0.0.0' }, /^HOST is "0\.0\.0\.0", which lets other machines in.*PUBLIC_URL=/],
  [
    { ...secret, LAB_DRIVER: 'memory' },
    /^LAB_DRIVER is "memory", which isolates nothing and is for tests alone/,
  ],
])('%o gets a sentence that names the variable', (env, sentence) => {
  expect(() => readConfig(env)).toThrow(ConfigError);
  expect(() => readConfig(env)).toThrow(sentence);
});

test.each([
  ['https://drydock.example.org', 'https://*.preview.example.net', '.preview.example.net', ''],
  ['https://drydock.example.org', 'https://*.drydock.example.org:8443/', '.drydock.example.org', ':8443'],
  ['http://drydock.lan:3000', 'http://*.preview.drydock.lan:3000', '.preview.drydock.lan', ':3000'],
])('at %s previews may be at %s', (PUBLIC_URL, PREVIEW_ORIGIN, suffix, port) => {
  expect(readConfig({ ...secret, PUBLIC_URL, PREVIEW_ORIGIN }).previewOrigin).toMatchObject({ suffix, port });
});

test.each([
  [
    'https://preview.example.org',
    /^PREVIEW_ORIGIN is "https:..preview.example.org", but it must be an origin whose host begins with a star/,
  ],
  ['https://*.org', /whose host begins with a star/],
  ['https://*.preview.example.org/path', /whose host begins with a star/],
  ['https://*.example.org', /which is also what PUBLIC_URL is called/],
  ['http://*.preview.example.org', /come by https and show nothing that does not/],
])('previews are not at %s', (PREVIEW_ORIGIN, sentence) => {
  const env = { ...secret, PUBLIC_URL: 'https://drydock.example.org', PREVIEW_ORIGIN };
  expect(() => readConfig(env)).toThrow(sentence);
});

test('previews need to know where the app is, and without TLS to be below it', () => {
  const PREVIEW_ORIGIN = 'http://*.preview.lan';
  expect(() => readConfig({ ...secret, PREVIEW_ORIGIN })).toThrow(/but PUBLIC_URL is not set/);
  const elsewhere = { ...secret, PREVIEW_ORIGIN, PUBLIC_URL: 'http://drydock.lan:3000' };
  expect(() => readConfig(elsewhere)).toThrow(/such as http:..\*\.preview\.drydock\.lan:3000/);
});

test('a secret is never repeated in an error', () => {
  expect(() => readConfig({ DRYDOCK_TICKET_SECRET: 'hunter2' })).not.toThrow(/hunter2/);
});

test('every wrong variable is named, not only the first', () => {
  expect(() => readConfig({ PORT: '0', LAB_MAX: 'many' })).toThrow(
    /PORT[\s\S]*DRYDOCK_TICKET_SECRET[\s\S]*LAB_MAX/,
  );
});

test('the memory driver is for tests', () => {
  expect(readConfig({ ...secret, LAB_DRIVER: 'memory', NODE_ENV: 'test' }).driver).toBe('memory');
});
