export interface CommandQueue {
  run(command: string): void;
  listen(listener: (command: string) => void): () => void;
}

/** Commands from the lesson on their way to a terminal, which may not have loaded yet: they wait for it. */
export function createCommandQueue(): CommandQueue {
  const waiting: string[] = [];
  const listeners: ((command: string) => void)[] = [];
  return {
    run(command) {
      const last = listeners.at(-1);
      if (last) last(command);
      else waiting.push(command);
    },
    listen(listener) {
      listeners.push(listener);
      for (const command of waiting.splice(0)) listener(command);
      return () => {
        listeners.splice(listeners.indexOf(listener), 1);
      };
    },
  };
}
