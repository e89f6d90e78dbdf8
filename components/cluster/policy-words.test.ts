import { expect, test } from 'vitest';
import { policyInWords } from './policy-words.ts';
import { allowedInWords } from './topology-words.ts';

test('a policy is told as whom it chooses and whom it lets in', () => {
  const spec = {
    podSelector: { matchLabels: { app: 'db' } },
    ingress: [
      {
        from: [
          { podSelector: { matchLabels: { app: 'api' } } },
          { namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'In', values: ['a', 'b'] }] } },
          { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
        ],
        ports: [{ port: 5432 }, { port: 6000, endPort: 6010, protocol: 'UDP' }],
      },
    ],
  };
  expect(policyInWords(spec)).toEqual([
    ['Chooses', ['pods with app=db']],
    [
      'Lets in',
      [
        'pods with app=api, or every pod in namespaces with team In a|b, or addresses in 10.0.0.0/8 but 10.1.0.0/16 on 5432/TCP, 6000-6010/UDP',
      ],
    ],
  ]);
});

test('no rule is nobody, an empty rule is everybody', () => {
  expect(policyInWords({ policyTypes: ['Ingress', 'Egress'], egress: [{}] })).toEqual([
    ['Chooses', ['every pod']],
    ['Lets in', ['nobody']],
    ['Lets out to', ['everybody']],
  ]);
});

test('every namespace is told as such', () => {
  const [, lets] = policyInWords({ ingress: [{ from: [{ namespaceSelector: {} }] }] });
  expect(lets).toEqual(['Lets in', ['every pod in every namespace']]);
});

test('what passes is told with the policies that say so', () => {
  expect(allowedInWords('Ingress', null)).toBe('Lets in everybody: no policy chooses it.');
  expect(allowedInWords('Egress', { policies: ['deny'], partners: [] })).toBe(
    'Lets out to nobody, by policy deny.',
  );
  const partners = [{ key: 'k', words: 'api in shop', ports: ['80/TCP', '81/TCP'] }];
  expect(allowedInWords('Ingress', { policies: ['a', 'b'], partners })).toBe(
    'Lets in api in shop on 80/TCP and 81/TCP: by policies a, b.',
  );
});
