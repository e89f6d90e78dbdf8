import { describe, expect, it } from 'vitest';
import { contrastRatio, tokensOf } from './tokens-rig.ts';

const INKS = ['--ink', '--ink-2', '--act', '--holds', '--notyet', '--broken', '--link'];
const GROUNDS = ['--canvas', '--surface', '--sunk', '--act-soft', '--holds-soft', '--notyet-soft'];

describe.each(['light', 'dark'] as const)('the %s tokens', (theme) => {
  it('are read at 7:1 at least with high contrast, every ink on every ground', () => {
    const token = tokensOf({ theme, contrast: 'more' });
    for (const ink of [...INKS, '--ink-3']) {
      for (const ground of GROUNDS)
        expect(contrastRatio(token(ink), token(ground)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(7);
    }
    expect(contrastRatio(token('--act-ink'), token('--act'))).toBeGreaterThanOrEqual(7);
    expect(contrastRatio(token('--term-ink-2'), token('--term-raised'))).toBeGreaterThanOrEqual(7);
  });

  it('have lines with high contrast that can be seen, around everything that can be pressed', () => {
    const token = tokensOf({ theme, contrast: 'more' });
    for (const ground of ['--canvas', '--surface']) {
      expect(contrastRatio(token('--line'), token(ground))).toBeGreaterThanOrEqual(4.5);
      expect(contrastRatio(token('--focus'), token(ground))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('are read at 4.5:1 without it, on the page and on its surfaces', () => {
    const token = tokensOf({ theme });
    for (const ink of INKS) {
      for (const ground of ['--canvas', '--surface'])
        expect(contrastRatio(token(ink), token(ground)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});
