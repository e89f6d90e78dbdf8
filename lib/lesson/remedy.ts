import type { z } from 'zod';

interface Words {
  readonly message: string;
  readonly remedy: string;
}

/** What zod found, in words for someone who writes a lesson and does not know zod. */
export function remedyFor(issue: z.core.$ZodIssue, path: readonly PropertyKey[]): Words {
  const name = nameOf(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return { message: `${name} is not known here`, remedy: 'Remove it, or mend its spelling' };
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? { message: `${name} is missing`, remedy: `Add it; it must be ${article(issue.expected)}` }
        : { message: `${name} must be ${article(issue.expected)}`, remedy: typeRemedy(issue.expected) };
    case 'invalid_value':
      return {
        message: `${name} has a value that is not known`,
        remedy: `Use one of: ${issue.values.map(String).join(', ')}`,
      };
    case 'too_small':
      return { message: `${name} is too small`, remedy: bound(issue.origin, 'at least', issue.minimum) };
    case 'too_big':
      return { message: `${name} is too big`, remedy: bound(issue.origin, 'at most', issue.maximum) };
    case 'invalid_format':
      return {
        message: `${name} has the wrong form`,
        remedy: issue.message.startsWith('Invalid')
          ? `It must match ${issue.pattern ?? issue.format}`
          : capital(issue.message),
      };
    case 'custom':
      return { message: issue.message, remedy: 'Mend it here, or where it refers to' };
    default:
      return {
        message: `${name}: ${issue.message}`,
        remedy: 'See docs/authoring.md for what may stand here',
      };
  }
}

function nameOf(path: readonly PropertyKey[]): string {
  const words = path.map((part) => (typeof part === 'number' ? `[${part + 1}]` : String(part)));
  return words.length === 0 ? 'the file' : `"${words.join('.').replaceAll('.[', '[')}"`;
}

function article(type: string): string {
  const names: Record<string, string> = { string: 'text', int: 'a whole number', array: 'a list' };
  return names[type] ?? (/^[aeio]/.test(type) ? `an ${type}` : `a ${type}`);
}

function typeRemedy(type: string): string {
  if (type === 'string') return 'Put it in quotes if it looks like a number, a date, or yes and no';
  if (type === 'array') return 'Write one item per line, each after "- "';
  if (type === 'object') return 'Write "key: value" lines, indented by two spaces';
  return `Write ${article(type)}, without quotes`;
}

function bound(origin: string, words: string, limit: number | bigint): string {
  if (origin === 'string') return `Write ${words} ${limit} characters`;
  if (origin === 'array') return `List ${words} ${limit}`;
  return `Use ${words} ${limit}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
