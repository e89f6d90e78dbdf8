import { expect, it } from 'vitest';
import { solutionFile } from './solution-file.ts';

const fence = '```';
const markdown = `
## built

${fence}dockerfile title="Dockerfile"
FROM node
${fence}

${fence}sh
docker build .
${fence}

## small

${fence}dockerfile title="Dockerfile"
FROM node AS build
${fence}

${fence}dockerfile title="app/Dockerfile"
FROM scratch
${fence}

## quiet

Nothing to write.
`;

it('is the file as the section of the task shows it', () => {
  expect(solutionFile(markdown, 'built', 'Dockerfile')).toBe('FROM node\n');
  expect(solutionFile(markdown, 'small', 'Dockerfile')).toBe('FROM node AS build\n');
  expect(solutionFile(markdown, 'small', 'app/Dockerfile')).toBe('FROM scratch\n');
});

it('is as it was last, for the solution of the whole lesson', () => {
  expect(solutionFile(markdown, null, 'Dockerfile')).toBe('FROM node AS build\n');
});

it('is nothing where the section shows no whole file of that name', () => {
  expect(solutionFile(markdown, 'built', 'app/Dockerfile')).toBeNull();
  expect(solutionFile(markdown, 'quiet', 'Dockerfile')).toBeNull();
});
