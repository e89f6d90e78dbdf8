import { describe, expect, it } from 'vitest';
import type { Edit } from './rule.ts';
import { examineDockerfile, type RuleFinding } from './rules.ts';

const good = `FROM node:24.1-slim
WORKDIR /app
COPY server.mjs ./
USER node
EXPOSE 8080
CMD ["node", "server.mjs"]
`;

const found = (text: string) =>
  examineDockerfile(text).map((each) => `${each.range.start.line + 1} ${each.rule}`);

function only(text: string, rule: string): RuleFinding {
  const [first, ...others] = examineDockerfile(text).filter((each) => each.rule === rule);
  if (!first || others.length > 0)
    throw new Error(`${rule}: ${first ? others.length + 1 : 0} found, not one`);
  return first;
}

/** The text after the fix of a rule that finds one thing. */
function fixed(text: string, rule: string): string {
  const { fix } = only(text, rule);
  if (!fix) throw new Error(`${rule} has no fix here`);
  return fix.edits.reduceRight(apply, text);
}

function apply(text: string, { range, newText }: Edit): string {
  const lines = text.split('\n');
  const at = ({ line, character }: Edit['range']['start']) =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, character);
  return text.slice(0, at(range.start)) + newText + text.slice(at(range.end));
}

describe('a Dockerfile as the course has it', () => {
  it('is left alone', () => {
    expect(examineDockerfile(good)).toEqual([]);
  });

  it('that is empty or broken is left alone too', () => {
    for (const text of ['', 'FROM', 'RUN', 'FROM \\\n', 'CMD [', 'ARG', 'ENV A', '# only words']) {
      expect(() => examineDockerfile(text), text).not.toThrow();
    }
  });
});

describe('the base image', () => {
  it.each(['node', 'node:latest', 'registry:5000/team/shop'])('%s can be another one tomorrow', (image) => {
    expect(found(`FROM ${image}\n`)).toEqual(['1 untagged-base']);
  });

  it.each(['node:24', 'scratch', 'a@sha256:0123', '$' + '{BASE}'])('%s is chosen', (image) => {
    expect(found(`FROM ${image}\n`)).toEqual([]);
  });

  it('may be an earlier stage', () => {
    expect(found('FROM golang:1.26 AS build\nFROM Build\n')).toEqual([]);
    expect(found('FROM build\nFROM golang:1.26 AS build\n')).toEqual(['1 untagged-base']);
  });
});

describe('the user', () => {
  const withoutUser = good.replace('USER node\n', '');

  it('is root when nobody says otherwise, and the fix names the account that the base has', () => {
    expect(found(withoutUser)).toEqual(['1 root-user']);
    expect(fixed(withoutUser, 'root-user')).toContain('EXPOSE 8080\nUSER node\nCMD');
    expect(fixed('FROM alpine:3.22\nCMD ["top"]\n', 'root-user')).toBe(
      'FROM alpine:3.22\nUSER 10001\nCMD ["top"]\n',
    );
  });

  it('is root when the last USER says so', () => {
    expect(found(good.replace('USER node', 'USER node\nUSER root'))).toEqual(['5 root-user']);
  });

  it('comes with some bases, and with an earlier stage', () => {
    expect(found('FROM nginxinc/nginx-unprivileged:1.29\nCMD ["nginx"]\n')).toEqual([]);
    expect(found('FROM alpine:3.22 AS base\nUSER 1000\nFROM base\nCMD ["top"]\n')).toEqual([]);
  });

  it('does not matter in a stage that is thrown away, nor where nothing is run', () => {
    expect(found(`FROM golang:1.26 AS build\nRUN go build\n${good}`)).toEqual([]);
    expect(found('FROM alpine:3.22\nRUN true\n')).toEqual([]);
  });
});

describe('secrets', () => {
  it.each(['ENV DB_PASSWORD=x', 'ENV API_KEY x', 'ARG NPM_TOKEN', 'ENV A=1 AWS_SECRET_ACCESS_KEY=x'])(
    'stay in the image with %s',
    (line) => {
      expect(found(good.replace('WORKDIR /app', line))).toEqual(['2 secret-in-image']);
    },
  );

  it('are not the names of files, and not variables that have no value yet', () => {
    for (const line of [
      'ENV DB_PASSWORD_FILE=/run/secrets/db',
      'ENV DB_PASSWORD=',
      'ENV TOKENIZER=a',
      'ARG PORT=1',
    ]) {
      expect(found(good.replace('WORKDIR /app', line)), line).toEqual([]);
    }
  });

  it('are found before the first FROM too', () => {
    expect(found(`ARG GITHUB_TOKEN\n${good}`)).toEqual(['1 secret-in-image']);
  });
});

describe('ports', () => {
  it.each(['0', '65536', '99999999', '8000-70000/tcp'])('%s is none', (port) => {
    expect(found(good.replace('8080', port))).toEqual(['5 port-range']);
  });

  it.each(['1', '65535/udp', '8000-8010', '$PORT'])('%s is one', (port) => {
    expect(found(good.replace('8080', port))).toEqual([]);
  });

  it('begin with the lower one', () => {
    expect(fixed(good.replace('8080', '8010-8000/tcp'), 'port-range')).toContain('EXPOSE 8000-8010/tcp\n');
  });
});

describe('ADD', () => {
  it('becomes COPY where it does no more than that', () => {
    const text = good.replace('COPY server.mjs', 'ADD --chown=node server.mjs');
    expect(found(text)).toEqual(['3 add-for-copy']);
    expect(fixed(text, 'add-for-copy')).toContain('\nCOPY --chown=node server.mjs ./\n');
  });

  it.each([
    'https://example.org/a',
    'app.tar.gz',
    'git@example.org:a/b.git',
    '$FILE',
    '--checksum=sha256:0 a',
  ])('stays for %s', (source) => {
    expect(found(good.replace('COPY server.mjs', `ADD ${source}`))).toEqual([]);
  });
});

describe('CMD and ENTRYPOINT', () => {
  const withCommand = (line: string) => good.replace(/CMD .*/, line);

  it('become lists where no shell is needed', () => {
    expect(fixed(withCommand('CMD node  server.mjs --name "two words"'), 'shell-form')).toContain(
      'CMD ["node", "server.mjs", "--name", "two words"]\n',
    );
    expect(fixed(withCommand('ENTRYPOINT ./start.sh'), 'shell-form')).toContain(
      'ENTRYPOINT ["./start.sh"]\n',
    );
  });

  it.each(['CMD node $FILE', 'CMD a && b', 'CMD exec node server.mjs', 'CMD PORT=1 node a'])(
    'that need a shell, as %s, are told why but not rewritten',
    (line) => {
      expect(only(withCommand(line), 'shell-form').fix).toBeUndefined();
    },
  );

  it('in brackets are left to the language service', () => {
    expect(found(withCommand("CMD ['node']"))).toEqual([]);
  });
});

describe('apt-get', () => {
  const run = (text: string) => good.replace('WORKDIR /app', `RUN ${text}`);
  const clean = 'rm -rf /var/lib/apt/lists/*';

  it('brings recommended packages, and leaves its lists', () => {
    const text = run('apt-get update && apt-get install -y curl');
    expect(found(text)).toEqual(['2 apt-lists', '2 apt-recommends']);
    expect(fixed(text, 'apt-recommends')).toContain('apt-get install --no-install-recommends -y curl\n');
    expect(fixed(text, 'apt-lists')).toContain(`install -y curl && ${clean}\n`);
  });

  it('over several lines is mended in the manner of the lines before', () => {
    const text = run('apt-get update \\\n && apt-get install -y --no-install-recommends \\\n    curl');
    expect(fixed(text, 'apt-lists')).toContain(`\n    curl \\\n    && ${clean}\nCOPY`);
  });

  it('that cleans up, or works on a cache, is left alone', () => {
    const install = 'apt-get update && apt-get install -y --no-install-recommends curl';
    expect(found(run(`${install} && ${clean}`))).toEqual([]);
    expect(found(run(`--mount=type=cache,target=/var/lib/apt ${install}`))).toEqual([]);
    expect(found(`FROM debian:13 AS build\nRUN apt-get update && apt-get install -y gcc\n${good}`)).toEqual(
      [],
    );
  });

  it('update alone is cached apart from the install', () => {
    const text = run(`apt-get update\nRUN apt-get install -y --no-install-recommends curl && ${clean}`);
    expect(found(text)).toEqual(['2 apt-update-alone', '2 apt-lists']);
  });

  it('in a here-document is found, and not rewritten', () => {
    const text = run('<<EOF\napt-get update\napt-get install -y --no-install-recommends curl\nEOF');
    expect(only(text, 'apt-lists').fix).toBeUndefined();
  });
});
