import type { FileReading } from './lab-files.ts';

/** Many programs replace a file by removing and making it again. */
const REALLY_GONE_AFTER_MS = 250;

/** Reads a file; one that was there and is not any more is looked for once again. */
export async function readSettled(
  read: () => Promise<FileReading>,
  { wasThere }: { readonly wasThere: boolean },
): Promise<FileReading> {
  const found = await read();
  if (found.kind !== 'missing' || !wasThere) return found;
  await new Promise((resolve) => setTimeout(resolve, REALLY_GONE_AFTER_MS));
  return read();
}
