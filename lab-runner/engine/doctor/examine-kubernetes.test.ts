import { expect, test } from 'vitest';
import type { Preparation } from '../../../lib/lab-api/preparation.ts';
import { examineKubernetes } from './examine-kubernetes.ts';
import { bakedFacts, type KubernetesFacts } from './kubernetes-facts.ts';

const meta = '{"kind":"cluster","bakedAt":"2026-11-27T22:00:00Z","networkPolicy":"enforced"}';
const lines = (folder: string) => [
  `ready ${folder}`,
  `mounted ${folder}`,
  `erofs ${folder}`,
  `meta ${folder} ${meta}`,
];
const one = bakedFacts('cluster', '/k/cluster', lines('/k/cluster'));
const three = bakedFacts('cluster-3', '/k/cluster-3', lines('/k/cluster-3'));
const nothing = bakedFacts('cluster', '/k/cluster', []);
const ready: KubernetesFacts = {
  key: 'abc',
  nodeImage: undefined,
  tools: true,
  baked: [one, three],
  progress: undefined,
  memory: { freeMiB: 12_048, running: 2, eachMiB: 500 },
};
const compiling: Preparation = {
  state: 'preparing',
  step: 3,
  steps: 9,
  title: 'Compiling Kubernetes',
  minutesLeft: 5.2,
  problem: null,
};
const first = (facts: Partial<KubernetesFacts>) => examineKubernetes({ ...ready, ...facts })[0];

test('what is prepared says from what, how it is shared, that policies hold, and how many clusters fit', () => {
  const findings = examineKubernetes(ready);
  expect(findings.map(({ level }) => level)).toEqual(['good', 'good', 'good', 'good']);
  expect(findings.map(({ found }) => found).join('\n')).toMatch(
    /one node and three nodes.*key abc[\s\S]*erofs[\s\S]*did not[\s\S]*500 MiB each as measured just now; 20 more/,
  );
});

test.each([
  [undefined, 'has never begun', 'Run npm start'],
  [compiling, 'step 3 of 9, Compiling Kubernetes, about 6 minutes', 'Wait'],
  [{ ...compiling, state: 'failed', problem: 'No space.' }, 'No space.', 'goes on from there'],
  [{ ...compiling, state: 'ready' }, 'other sources', 'Run npm start'],
] as const)('what is not prepared says why, and what to do', (progress, found, remedy) => {
  expect(first({ baked: [nothing], tools: false, progress })).toMatchObject({
    level: 'note',
    found: expect.stringContaining(found),
    remedy: expect.stringContaining(remedy),
  });
});

test('one kind of two is not everything', () => {
  expect(first({ baked: [one, nothing], progress: compiling })).toMatchObject({
    level: 'note',
    found: expect.stringContaining('only clusters of one node'),
  });
});

test('layers that are not mounted, and policies that do not hold, come with a remedy', () => {
  const broken = { ...one, mounted: false, networkPolicy: 'broken: a connection that is denied passes' };
  const [, shared, policy] = examineKubernetes({ ...ready, baked: [broken, three] });
  expect(shared).toMatchObject({ level: 'note', found: expect.stringContaining('/k/cluster') });
  expect(policy).toMatchObject({
    level: 'note',
    found: expect.stringContaining('a connection that is denied passes'),
  });
});

test('what was never measured is not called measured', () => {
  const { found } =
    examineKubernetes({ ...ready, memory: { freeMiB: 4096, running: 0, eachMiB: undefined } })[3] ?? {};
  expect(found).toContain('none could be measured');
});

test('notes of a bake that are no notes say nothing', () => {
  expect(bakedFacts('cluster', '/k', ['ready /k', 'meta /k {"bakedAt":'])).toMatchObject({
    ready: true,
    bakedAt: undefined,
    networkPolicy: undefined,
  });
});
