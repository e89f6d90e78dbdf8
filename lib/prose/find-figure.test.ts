import { describe, expect, it } from 'vitest';
import { figurePath } from './find-figure.ts';

const lesson = { path: '/content/docker/build' };

describe('the path of a figure', () => {
  it('is inside the folder of the lesson', () => {
    expect(figurePath(lesson, 'figures/layers.svg')).toBe('/content/docker/build/figures/layers.svg');
    expect(figurePath(lesson, './a/../layers.svg')).toBe('/content/docker/build/layers.svg');
  });

  it.each(['../solution/solution.md', 'a/../../x.png', '/etc/passwd', 'a\0.png'])('is none for %j', (src) => {
    expect(figurePath(lesson, src)).toBeNull();
  });
});
