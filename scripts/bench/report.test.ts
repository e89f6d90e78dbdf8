import { expect, test } from 'vitest';
import { section, withSection } from './report.ts';

test('a part that is measured again replaces its own figures and leaves the others', () => {
  const first = withSection('', 'Starts', section('Starts', [['click', '1 s', '2 s']]));
  const both = withSection(first, 'Flood', section('Flood', [['20 MB', '3 s', '4 s']]));
  const again = withSection(both, 'Starts', section('Starts', [['click', '5 s', '2 s']]));
  expect(again).toContain('| click | 5 s | 2 s |');
  expect(again).not.toContain('| click | 1 s | 2 s |');
  expect(again).toContain('| 20 MB | 3 s | 4 s |');
  expect(again.indexOf('## Starts')).toBeLessThan(again.indexOf('## Flood'));
  expect(again.match(/^# Benchmarks$/gm)).toHaveLength(1);
});
