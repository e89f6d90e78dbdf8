/** What the runner's modules write to the operator's log: pino and Fastify's logger fit, and so does a list in a test. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
