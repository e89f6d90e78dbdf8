import { openStore, type Store } from '../store/open-store.ts';
import { readWebSettings } from './settings.ts';
import { WebProblem } from './web-problem.ts';

const KEY = Symbol.for('drydock.store');
type Global = typeof globalThis & { [KEY]?: Promise<Store> };

/**
 * The one store of this process. On globalThis, because Next bundles each route with a copy of this module of its own,
 * and development loads them anew after every edit.
 */
export function openThisStore(): Promise<Store> {
  const place = globalThis as Global;
  place[KEY] ??= openStore({ ...readWebSettings(), onLostConnection: logLost });
  // One that could not be opened is tried again by whoever asks next.
  place[KEY].catch(() => {
    delete place[KEY];
  });
  return place[KEY];
}

/** For routes: what fails here is the database, and says so. */
export async function withStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
  try {
    return await use(await openThisStore());
  } catch (cause) {
    throw new WebProblem('database_down', { cause });
  }
}

function logLost(error: Error): void {
  console.error('The database dropped a connection:', error.message);
}
