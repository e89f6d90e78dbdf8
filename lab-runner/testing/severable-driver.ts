/**
 * For tests: what a runner that can be killed at any call reaches the world by. From then on its calls neither return nor
 * have an effect.
 */

export interface Sever {
  /** Calls to the backend so far. */
  calls: number;
  /** After this many calls the runner is dead. */
  diesAfter: number;
  /** Calls that the backend has not answered. */
  underWay: number;
}

/** Some of a runner's calls: counted with all the others, and apart as well. */
export function partOf(whole: Sever): Sever {
  let underWay = 0;
  return {
    get calls() {
      return whole.calls;
    },
    set calls(count) {
      whole.calls = count;
    },
    get diesAfter() {
      return whole.diesAfter;
    },
    set diesAfter(count) {
      whole.diesAfter = count;
    },
    get underWay() {
      return underWay;
    },
    set underWay(count) {
      whole.underWay += count - underWay;
      underWay = count;
    },
  };
}

const FOR_EVER = new Promise<never>(() => {});

export function severable<T extends object>(target: T, sever: Sever): T {
  return new Proxy(target, {
    get(of, name) {
      const value: unknown = Reflect.get(of, name);
      if (typeof value === 'function') return (...args: unknown[]) => call(value.bind(of), args, sever);
      return isWrappable(value) ? severable(value, sever) : value;
    },
  });
}

function call(method: (...args: unknown[]) => unknown, args: unknown[], sever: Sever): unknown {
  sever.calls += 1;
  if (sever.calls > sever.diesAfter) return FOR_EVER;
  const result = method(...args);
  if (!(result instanceof Promise)) return result;
  sever.underWay += 1;
  const answered = result.finally(() => {
    sever.underWay -= 1;
  });
  // The effect was had, and its news never comes: the worst moment to die.
  return answered.then((value: unknown) => {
    if (sever.calls >= sever.diesAfter) return FOR_EVER;
    return isWrappable(value) ? severable(value, sever) : value;
  });
}

/** Sandboxes and their files; not what is plain data. */
function isWrappable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && ('exec' in value || 'list' in value);
}
