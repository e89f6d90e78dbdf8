/** What a course, a lesson and its lab may say. The one source: loader, JSON Schema for editors, and the app's types come from here. */
import { z } from 'zod';

export const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use small letters, digits and single hyphens')
  .max(64);

export const courseSchema = z.strictObject({
  title: z.string().min(1).describe('Title of the course'),
  summary: z.string().min(1).describe('One or two sentences for the course map'),
  parts: z
    .array(
      z.strictObject({
        title: z.string().min(1).describe('Heading over a group of modules, such as Docker'),
        modules: z
          .array(
            z.strictObject({
              slug: slugSchema.describe('Name of the folder under content/'),
              title: z.string().min(1),
              summary: z.string().min(1).describe('What the module is about, in one sentence'),
              lessons: z.array(slugSchema).min(1).describe('Folder names of the lessons, in order'),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});
export type Course = z.infer<typeof courseSchema>;

export const frontmatterSchema = z.strictObject({
  title: z.string().min(1).describe('Headline of the lesson'),
  name: z.string().min(1).describe('Short name for the course map'),
  summary: z.string().min(1).describe('Why it matters, in one or two sentences'),
  minutes: z.number().int().min(1).max(120).describe('How long a learner needs'),
});
export type Frontmatter = z.infer<typeof frontmatterSchema>;

export const taskSchema = z.strictObject({
  id: slugSchema.describe('Names checks/<id>.sh and <Task id> in the lesson'),
  title: z.string().min(1).describe('What is true when the task is done, as a statement'),
  timeoutSeconds: z.number().min(1).max(120).default(10).describe('After it the check is broken'),
  needs: z.array(slugSchema).default([]).describe('Tasks that must hold before this one is checked'),
});
export type Task = z.infer<typeof taskSchema>;

export const labSchema = z
  .strictObject({
    sandbox: z.enum(['docker', 'cluster', 'cluster-3']).describe('What the learner gets'),
    folder: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,31}$/)
      .optional()
      .describe("Name of the learner's folder under their home; the lesson's slug when absent"),
    open: z.string().optional().describe('File the editor opens first, relative to the folder'),
    minutes: z
      .number()
      .int()
      .min(5)
      .max(480)
      .default(60)
      .describe('How long the lab lives before it has to be extended'),
    images: z
      .array(z.string())
      .default([])
      .describe('Images pulled into the sandbox before the learner arrives'),
    tasks: z.array(taskSchema).min(1),
  })
  .superRefine((lab, context) => {
    const ids = new Set(lab.tasks.map((task) => task.id));
    if (ids.size !== lab.tasks.length)
      context.addIssue({ code: 'custom', path: ['tasks'], message: 'two tasks have the same id' });
    lab.tasks.forEach((task, index) => {
      for (const need of task.needs) {
        if (!lab.tasks.slice(0, index).some((earlier) => earlier.id === need)) {
          context.addIssue({
            code: 'custom',
            path: ['tasks', index, 'needs'],
            message: `"${need}" is not a task before "${task.id}"`,
          });
        }
      }
    });
  });
export type Lab = z.infer<typeof labSchema>;

export const expectSchema = z.strictObject({
  task: slugSchema.describe('The task whose check must say "not yet"'),
  reason: z
    .union([z.string().min(3), z.array(z.string().min(3)).min(1)])
    .describe('Words that the reason must hold'),
});
export type Expect = z.infer<typeof expectSchema>;
