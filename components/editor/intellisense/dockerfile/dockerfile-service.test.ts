import { describe, expect, it } from 'vitest';
import { createDockerfileLanguage, dockerfileProblems } from './dockerfile-service.ts';
import { dockerfileOutline } from './outline.ts';

const service = createDockerfileLanguage();
const words = (text: string) =>
  dockerfileProblems(service, text).map(
    ({ range, severity, message }) => `${range.start.line + 1} ${severity} ${message}`,
  );

describe('a Dockerfile', () => {
  it('has the problems of its syntax and those of the rules in one list, from top to bottom', () => {
    expect(words('FROM node:24\nFOO bar\nEXPOSE 99999\n')).toEqual([
      '2 error Unknown instruction: FOO.',
      '3 error There is no port 99999: ports are numbers from 1 to 65535.',
    ]);
  });

  it('gets the fixes of the language service as edits', () => {
    const [problem] = dockerfileProblems(service, 'from node:24\n');
    expect(problem?.fixes).toEqual([
      {
        title: 'Convert instruction to uppercase',
        edits: [
          { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } }, newText: 'FROM' },
        ],
      },
    ]);
  });

  it('offers instructions, and explains them', async () => {
    const offered = await service.computeCompletionItems('FROM node:24\nCO', { line: 1, character: 2 });
    expect(offered.map(({ label }) => label)).toEqual(['COPY source dest']);
    expect(service.computeHover('FROM node:24\n', { line: 0, character: 1 })?.contents).toMatchObject({
      kind: 'markdown',
    });
  });
});

describe('the outline', () => {
  it('has stages, and in them what they do', () => {
    const outline = dockerfileOutline(
      'ARG V=1\nFROM a:1 AS build\nRUN make\nFROM scratch\nCOPY --from=build /a /a\n',
    );
    expect(outline.map(({ name, children }) => [name, children?.map((child) => child.name)])).toEqual([
      ['ARG V=1', undefined],
      ['FROM a:1 AS build', ['RUN make']],
      ['FROM scratch', ['COPY --from=build /a /a']],
    ]);
    expect(outline[1]?.range.end.line).toBe(2);
  });
});
