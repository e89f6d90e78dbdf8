import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContentError } from '../lesson/content-error.ts';
import { compileLesson } from './compile-lesson.ts';

let path: string;
beforeAll(() => {
  path = mkdtempSync(join(tmpdir(), 'drydock-prose-'));
  writeFileSync(join(path, 'there.svg'), '<svg/>');
});
afterAll(() => rmSync(path, { recursive: true, force: true }));

function compile(source: string) {
  return compileLesson({ module: 'docker', slug: 'build', path, source });
}

async function html(source: string): Promise<string> {
  return renderToStaticMarkup(createElement(await compile(source)));
}

async function problems(source: string) {
  const error = await compile(source).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ContentError);
  return (error as ContentError).problems;
}

describe('a lesson becomes HTML', () => {
  it('with headings that can be linked to, each by a name of its own', async () => {
    const page = await html('## Pin it, now!\n\n## Pin it now\n');
    expect(page).toContain('<h2 id="pin-it-now">');
    expect(page).toContain('<h2 id="pin-it-now-2">');
    expect(page).toContain('href="#pin-it-now-2"');
  });

  it('with code coloured by classes, and no style attribute', async () => {
    const page = await html('```dockerfile title="Dockerfile"\nUSER node\n```\n');
    expect(page).toContain('data-title="Dockerfile"');
    expect(page).toContain('class="tk-keyword"');
    expect(page).not.toContain('style=');
  });

  it('with the text of a command that can be run, whatever it holds', async () => {
    const page = await html('```sh run fails\necho "<h1>{x}</h1>" && \\\n  true\n```\n');
    expect(page).toContain('data-run=""');
    expect(page).toContain('data-code="echo &quot;&lt;h1&gt;{x}&lt;/h1&gt;&quot; &amp;&amp; \\\n  true"');
  });

  it('with a language that nobody knows set as plain text', async () => {
    expect(await html('```brainfog\n+++\n```\n')).toContain('+++');
  });

  it('with tables', async () => {
    expect(await html('| a | b |\n| - | - |\n| 1 | 2 |\n')).toContain('<td>2</td>');
  });
});

describe('what is wrong in a lesson has its line and a remedy', () => {
  it('for a component that is not known', async () => {
    expect(await problems('\n\n<Hnt>\n\nx\n\n</Hnt>\n')).toMatchObject(
      [
        {
          file: 'docker/build/lesson.mdx',
          line: 3,
          message: '<Hnt> is not known here',
          remedy: /Use one of: Task/,
        },
      ].map((problem) => ({ ...problem, remedy: expect.stringMatching(problem.remedy) })),
    );
  });

  it('for all of several at once', async () => {
    const found = await problems(
      'import x from "y"\n\n<Callout kind="friend" colour="red">\n\nx\n\n</Callout>\n\n{1 + 1}\n',
    );
    expect(found.map(({ line, message }) => [line, message])).toEqual([
      [1, 'a lesson imports and exports nothing'],
      [3, 'kind="friend" is not known here'],
      [3, '<Callout> has no property "colour"'],
      [9, '{1 + 1} would be run as JavaScript'],
    ]);
  });

  it('for a hint outside of a task, an answer without a reason, and a figure that is not there', async () => {
    const source =
      '<Hint>a</Hint>\n\n<Quiz question="q">\n  <Answer>a</Answer>\n</Quiz>\n\n<Figure src="gone.svg" alt="a" />\n';
    expect((await problems(source)).map(({ message }) => message)).toEqual([
      '<Hint> stands alone',
      '<Answer> has no why',
      'there is no figure gone.svg',
    ]);
  });

  it('for a tag that is never closed: where it was opened', async () => {
    expect(await problems('\n<Task id="x">\n\ntext\n')).toMatchObject(
      [{ line: 2, message: /closing tag/ }].map((problem) => ({
        ...problem,
        message: expect.stringMatching(problem.message),
      })),
    );
  });

  it('for a bare "<" in prose', async () => {
    expect(await problems('one\n\na <3 b\n')).toMatchObject([
      { line: 3, remedy: expect.stringContaining('\\<') },
    ]);
  });

  it('but not for a comment, a figure that is there, or plain tags', async () => {
    const page = await html('{/* a note */}\n\nPress <kbd>Esc</kbd>.\n');
    expect(page).toContain('<kbd>Esc</kbd>');
    await expect(compile('<Figure src="there.svg" alt="a" />\n')).resolves.toBeDefined();
  });
});
