import { expect, it } from 'vitest';
import { cleanTitle, tabTitle } from './clean-title.ts';
import { decodeOffer } from './clipboard.ts';
import { safeLink } from './safe-link.ts';

it.each([
  ['~/build', '~/build'],
  ['two\nlines\tand\x07 bells', 'twolinesand bells'],
  ['turned \u202egnp.exe', 'turned gnp.exe'],
  ['no\u200bwhere', 'nowhere'],
  ['  wide   spaces ', 'wide spaces'],
  ['x'.repeat(60), `${'x'.repeat(39)}…`],
])('cleans the title %j', (title, clean) => {
  expect(cleanTitle(title)).toBe(clean);
});

it.each([
  ['~/build', ''],
  ['learner@lab: ~/build', ''],
  ['/home/learner/build', ''],
  ['learner@lab: ~/build/src', '~/build/src'],
  ['vim Dockerfile', 'vim Dockerfile'],
])('beside the name of a tab in ~/build, the title %j is %j', (title, shown) => {
  expect(tabTitle(title, '/home/learner/build')).toBe(shown);
});

it.each([
  ['https://example.org/a?b#c', true],
  ['http://localhost:8080/', true],
  ['javascript:alert(1)', false],
  ['file:///etc/passwd', false],
  ['data:text/html,x', false],
  ['ssh://host', false],
  ['not a link', false],
])('opens %s: %s', (address, opens) => {
  expect(safeLink(address) !== undefined).toBe(opens);
});

it('takes a text that a program offers for the clipboard', () => {
  expect(decodeOffer(`c;${btoa('docker ps')}`)).toBe('docker ps');
});

it.each([
  ['a question for what is in it', 'c;?'],
  ['no base64', 'c;***'],
  ['bytes that are no text', 'c;/////w=='],
  ['more than anybody would copy', `c;${'A'.repeat(200_000)}`],
  ['nothing', 'c;'],
])('passes over %s', (_what, data) => {
  expect(decodeOffer(data)).toBeUndefined();
});
