/** Ends the process with the exit code of a command, or with what went wrong in words. Stacks are for DEBUG=1. */
export function exitWith(main: Promise<number>): void {
  main.then(
    (code) => process.exit(code),
    (error: unknown) => {
      const stack = process.env.DEBUG && error instanceof Error ? error.stack : undefined;
      process.stderr.write(`\ndrydock: ${stack ?? explain(error)}\n`);
      process.exit(1);
    },
  );
}

/** The message, and the operator's detail where the error has one. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const detail = 'detail' in error && typeof error.detail === 'string' ? `\n${error.detail}` : '';
  return error.message + detail;
}
