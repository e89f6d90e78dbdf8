import { expect, test } from 'vitest';
import { readProse } from './read-prose.ts';

const FENCE = '```';

test('commands and ends of tasks come in reading order, with their lines', () => {
  const { steps } = readProse(`# Hull

${FENCE}sh run
docker ps
docker images
${FENCE}

<Task id="keel">

<Command line="docker version" />

</Task>

${FENCE}sh run fails title="Try it"
false
${FENCE}
`);
  expect(steps).toEqual([
    { type: 'command', line: 3, script: 'docker ps\ndocker images', fails: false },
    { type: 'command', line: 10, script: 'docker version', fails: false },
    { type: 'task', line: 8, id: 'keel' },
    { type: 'command', line: 14, script: 'false', fails: true },
  ]);
});

test('a command in a hint is not run, nor is a fence that only shows', () => {
  const { steps, hints } = readProse(`<Task id="keel">

<Hint>

${FENCE}sh run
docker rm --force keel
${FENCE}

</Hint>
<Hint>Again.</Hint>
</Task>

${FENCE}sh title="run"
docker ps
${FENCE}
`);
  expect(steps).toEqual([{ type: 'task', line: 1, id: 'keel' }]);
  expect(hints.get('keel')).toBe(2);
});

test('headings become the anchors that the page gives them', () => {
  expect([...readProse('## Let the `cache` work\n').anchors]).toEqual(['let-the-cache-work']);
});
