import { expect, test } from 'vitest';
import { containerCommandSchema, inspectSchema, wordsOf } from './container-command.ts';

test.each([
  [{ on: 'container', verb: 'stop', name: 'web' }, 'docker stop web'],
  [{ on: 'container', verb: 'rm', name: 'web' }, 'docker rm --force web'],
  [
    { on: 'image', verb: 'rm', name: 'docker.io/library/nginx:1.27' },
    'docker image rm docker.io/library/nginx:1.27',
  ],
  [{ on: 'volume', verb: 'rm', name: 'data' }, 'docker volume rm data'],
  [{ on: 'project', verb: 'down', name: 'shop' }, 'docker compose --project-name shop down'],
] as const)('%j is what a learner would type', (command, typed) => {
  expect(wordsOf(containerCommandSchema.parse(command)).join(' ')).toBe(typed);
});

test.each(['--help', '-f', '', '.hidden', 'a b', 'a;reboot', '$(reboot)', 'a\nb', 'x'.repeat(300)])(
  'a container named %j is refused: it could be taken for something else',
  (name) => {
    expect(containerCommandSchema.safeParse({ on: 'container', verb: 'stop', name }).success).toBe(false);
  },
);

test('no other verb than those that are shown', () => {
  expect(containerCommandSchema.safeParse({ on: 'container', verb: 'run', name: 'web' }).success).toBe(false);
  expect(containerCommandSchema.safeParse({ on: 'image', verb: 'push', name: 'web' }).success).toBe(false);
});

test('an image’s name may have a registry and slashes, and leads nowhere else', () => {
  const asks = (name: string) => inspectSchema.safeParse({ on: 'image', name }).success;
  expect(asks('localhost:5000/team/shop:1.0')).toBe(true);
  expect(asks('a/../../events')).toBe(false);
});
