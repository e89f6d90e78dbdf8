import { z } from 'zod';
import { courseSchema, expectSchema, labSchema } from './schema.ts';

/**
 * JSON Schema of what instructors write, kept as files in json-schemas/ for editors. A lab.yaml begins with
 * `# yaml-language-server: $schema=../../../lib/lesson/json-schemas/lab.json`.
 */
export function jsonSchemas(): Readonly<Record<'course' | 'lab' | 'expect', object>> {
  return { course: toJson(courseSchema), lab: toJson(labSchema), expect: toJson(expectSchema) };
}

function toJson(schema: z.ZodType): object {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
}
