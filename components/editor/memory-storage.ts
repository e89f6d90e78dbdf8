/** For tests. */

/** A Storage in memory, as small as the browser's is strict: `Object.keys` lists what it holds. */
export function memoryStorage(limit = Number.POSITIVE_INFINITY): Storage {
  const storage = {
    getItem: (key: string) =>
      Object.hasOwn(storage, key) ? (storage as Record<string, unknown>)[key] : null,
    setItem: (key: string, value: string) => {
      if (value.length > limit) throw new DOMException('full', 'QuotaExceededError');
      (storage as Record<string, unknown>)[key] = value;
    },
    removeItem: (key: string) => {
      delete (storage as Record<string, unknown>)[key];
    },
  };
  for (const name of Object.keys(storage)) Object.defineProperty(storage, name, { enumerable: false });
  return storage as unknown as Storage;
}
