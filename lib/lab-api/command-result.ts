import { z } from 'zod';

/** How a command that a panel gave has ended. */
export const commandResultSchema = z.object({
  /** Null when it took too long and was ended. */
  exitCode: z.number().int().nullable(),
  /** The end of what it printed. */
  output: z.string(),
});
export type CommandResult = z.infer<typeof commandResultSchema>;
