import { type Instruction, Run } from 'dockerfile-ast';
import { type DockerfileRule, type Edit, insertion, ofKeyword, type Span } from './rule.ts';

const GET = /\bapt(?:-get)?\s+(?:-\S+\s+)*/;
const INSTALL = new RegExp(`${GET.source}install\\b`);
const UPDATE = new RegExp(`${GET.source}update\\b`);
const LISTS = '/var/lib/apt/lists';

export const aptRecommends: DockerfileRule = {
  id: 'apt-recommends',
  severity: 'hint',
  *find({ last }) {
    for (const run of ofKeyword(last, 'RUN')) {
      const place = placeOf(run, INSTALL);
      if (!place || run.getTextContent().includes('--no-install-recommends')) continue;
      yield {
        range: place,
        message:
          'apt-get install also brings what the packages recommend, often many times their size. --no-install-recommends leaves that out.',
        fix: {
          title: 'Add --no-install-recommends',
          edits: [insertion(place.end, ' --no-install-recommends')],
        },
      };
    }
  },
};

export const aptLists: DockerfileRule = {
  id: 'apt-lists',
  severity: 'hint',
  *find({ last }) {
    for (const run of ofKeyword(last, 'RUN')) {
      const place = placeOf(run, UPDATE);
      const text = run.getTextContent();
      if (!place || text.includes(LISTS) || /--mount=type=cache\S*apt/.test(text)) continue;
      const edit = removal(run);
      yield {
        range: place,
        message: `The package lists stay in this layer, and removing them in a later RUN makes the image no smaller. End this RUN with rm -rf ${LISTS}/*.`,
        ...(edit && { fix: { title: `Remove ${LISTS} in this layer`, edits: [edit] } }),
      };
    }
  },
};

export const aptUpdateAlone: DockerfileRule = {
  id: 'apt-update-alone',
  severity: 'warning',
  *find({ stages }) {
    for (const run of stages.flatMap((stage) => ofKeyword(stage, 'RUN'))) {
      const place = placeOf(run, UPDATE);
      if (!place || INSTALL.test(run.getTextContent()) || /upgrade\b/.test(run.getTextContent())) continue;
      yield {
        range: place,
        message:
          'A RUN of its own is cached: months later apt-get install works with lists from today and finds no packages. Put update and install into one RUN, joined with &&.',
      };
    }
  },
};

/** Only where the end of the command is the end of the instruction. */
function removal(run: Instruction): Edit | null {
  const isOneCommand =
    run instanceof Run && run.getHeredocs().length === 0 && run.getOpeningBracket() === null;
  const lines = run.getTextContent().split('\n');
  const ends = lines.at(-1)?.trim() ?? '';
  if (!isOneCommand || ends.startsWith('#') || /[\\`&|;]$/.test(ends)) return null;
  const joint = lines.length > 1 ? ` \\\n${/^\s*/.exec(lines.at(-1) ?? '')?.[0] || '    '}&& ` : ' && ';
  return insertion(run.getRange().end, `${joint}rm -rf ${LISTS}/*`);
}

function placeOf(run: Instruction, pattern: RegExp): Span | null {
  const text = run.getTextContent();
  const found = pattern.exec(text);
  if (!found) return null;
  const at = (offset: number) => {
    const before = text.slice(0, offset).split('\n');
    const { line, character } = run.getRange().start;
    const column = before.at(-1)?.length ?? 0;
    return { line: line + before.length - 1, character: before.length === 1 ? character + column : column };
  };
  return { start: at(found.index), end: at(found.index + found[0].length) };
}
