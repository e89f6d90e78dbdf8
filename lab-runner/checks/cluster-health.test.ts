import { expect, test } from 'vitest';
import { troubleIn } from './cluster-health.ts';

const one = ['lab-control-plane'];
const three = ['lab-control-plane', 'lab-worker', 'lab-worker2'];
const WELL = `engine
container /lab-control-plane running
api
node lab-control-plane True
names 1
`;
const without = (line: string) => WELL.replace(`${line}\n`, '');

test('a cluster that is well has no trouble', () => {
  expect(troubleIn(WELL, one)).toBeNull();
});

test.each([
  [
    WELL.replace('running', 'exited'),
    'The node lab-control-plane is stopped. docker start lab-control-plane',
  ],
  [WELL.replace('running', 'paused'), 'docker unpause lab-control-plane'],
  [without('container /lab-control-plane running'), 'The node lab-control-plane is gone. Reset the lab'],
])('a node that is not there is told at once, with the way back', (said, words) => {
  expect(troubleIn(said, one)).toMatchObject({ mayPass: false, sentence: expect.stringContaining(words) });
});

test.each([
  ['', 'The Docker engine in your sandbox'],
  ['engine\ncontainer /lab-control-plane running\n', 'The Kubernetes API does not answer'],
  [WELL.replace('True', 'Unknown'), 'kubectl describe node lab-control-plane'],
  [`${WELL}open lab-control-plane\n`, 'Network policies are not enforced on the node lab-control-plane'],
  [WELL.replace('names 1', 'names 0'), 'Names inside the cluster'],
  [without('names 1'), 'Names inside the cluster'],
])('what may pass by itself is told as such', (said, words) => {
  expect(troubleIn(said, one)).toMatchObject({ mayPass: true, sentence: expect.stringContaining(words) });
});

test('of three nodes each is looked at', () => {
  const said = `engine\n${three.map((node) => `container /${node} running\n`).join('')}api\n`;
  expect(troubleIn(said.replace('lab-worker2 running', 'lab-worker2 exited'), three)?.sentence).toContain(
    'lab-worker2 is stopped',
  );
});

test('what a learner calls their own containers and nodes is never repeated', () => {
  const said = `${WELL}container /<script> exited\nnode evil False\n`;
  expect(troubleIn(said, one)).toBeNull();
});
