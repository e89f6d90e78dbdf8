import { describe, expect, it } from 'vitest';
import { renderSolution, solutionSection } from './solution-html.ts';

const TEXT = `Before.

## small

Two stages.

\`\`\`sh
## not a heading
\`\`\`

### Why

Because.

## \`user\`

USER node.
`;

describe('the solution of a task', () => {
  it('is the section whose heading is its id, to the next one', () => {
    const section = solutionSection(TEXT, 'small');
    expect(section).toContain('Two stages.');
    expect(section).toContain('## not a heading');
    expect(section).toContain('Because.');
    expect(section).not.toContain('USER node');
  });

  it('is found when the heading is set as code, and at the end', () => {
    expect(solutionSection(TEXT, 'user')).toBe('USER node.');
  });

  it('is everything when no heading names the task, or the lesson asks', () => {
    expect(solutionSection(TEXT, 'other')).toBe(TEXT);
    expect(solutionSection(TEXT, null)).toBe(TEXT);
  });

  it('is rendered with coloured code and without raw HTML', async () => {
    const html = await renderSolution('Do <script>alert(1)</script> it:\n\n```dockerfile\nUSER node\n```\n');
    expect(html).toContain('tk-keyword');
    expect(html).not.toContain('<script');
  });
});
