/** Everything we know to say about a Dockerfile: what its language service finds, and what the course's rules do. */
import { DockerfileLanguageServiceFactory } from 'dockerfile-language-service';
import type { Edit, Fix, Span } from './rule.ts';
import { examineDockerfile } from './rules.ts';

export interface DockerfileProblem {
  readonly range: Span;
  readonly severity: 'error' | 'warning' | 'hint';
  readonly message: string;
  readonly fixes: readonly Fix[];
}

export type LanguageService = ReturnType<typeof DockerfileLanguageServiceFactory.createLanguageService>;
type Diagnostic = ReturnType<LanguageService['validate']>[number];

const ANY_URI = { uri: 'lab:/Dockerfile' };
const IS_ERROR = 1;

export function createDockerfileLanguage(): LanguageService {
  const service = DockerfileLanguageServiceFactory.createLanguageService();
  service.setCapabilities({
    completion: { completionItem: { documentationFormat: ['markdown'], snippetSupport: true } },
    hover: { contentFormat: ['markdown'] },
  });
  return service;
}

export function dockerfileProblems(service: LanguageService, text: string): readonly DockerfileProblem[] {
  const broken = service.validate(text).map((diagnostic) => ({
    range: diagnostic.range,
    severity: diagnostic.severity === IS_ERROR ? ('error' as const) : ('warning' as const),
    message: `${diagnostic.message}.`.replace(/\.\.$/, '.'),
    fixes: mending(service, text, diagnostic),
  }));
  const rules = examineDockerfile(text).map(({ range, severity, message, fix }) => ({
    range,
    severity,
    message,
    fixes: fix ? [fix] : [],
  }));
  return [...broken, ...rules].toSorted((a, b) => a.range.start.line - b.range.start.line);
}

/** The service hands out commands: what they would do is asked at once. */
function mending(service: LanguageService, text: string, diagnostic: Diagnostic): Fix[] {
  return service
    .computeCodeActions(ANY_URI, diagnostic.range, { diagnostics: [diagnostic] })
    .map(({ title, command, arguments: given }) => ({
      title,
      edits: (service.computeCommandEdits(text, command, given ?? []) ?? []) as readonly Edit[],
    }))
    .filter(({ edits }) => edits.length > 0);
}
