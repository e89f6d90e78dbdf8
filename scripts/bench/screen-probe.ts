/** Runs in the page, before its own scripts: notes when the screen first showed what the server was waited for. */

export interface Watch {
  /** Text in a WebSocket frame that is waited for. */
  readonly text: string;
  /** The trusted event it counts from: a key, or `click`. */
  readonly from: string;
  started?: number;
  arrived?: number;
  shown?: number;
}

declare global {
  interface Window {
    drydockWatch: Watch | null;
  }
}

/**
 * `shown` is the first draw to a canvas, or change of the terminal's DOM, after the frame that holds the text. So
 * xterm's WebGL, canvas and DOM renderers are measured alike.
 */
export function installProbe(): void {
  window.drydockWatch = null;
  const begin = (from: string, event: Event) => {
    const watch = window.drydockWatch;
    if (watch && watch.started === undefined && watch.from === from) watch.started = event.timeStamp;
  };
  addEventListener('keydown', (event) => begin(event.key, event), true);
  addEventListener('click', (event) => begin('click', event), true);
  const shown = () => {
    const watch = window.drydockWatch;
    if (watch?.arrived !== undefined && watch.shown === undefined) watch.shown = performance.now();
  };
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const watch = window.drydockWatch;
        if (watch?.started === undefined || watch.arrived !== undefined) return;
        const text = data instanceof ArrayBuffer ? new TextDecoder().decode(data) : String(data);
        if (text.includes(watch.text)) watch.arrived = performance.now();
      });
    }
  };
  const before = (prototype: object, names: readonly string[]) => {
    for (const name of names) {
      const original = Reflect.get(prototype, name) as (...args: unknown[]) => unknown;
      Reflect.set(prototype, name, function (this: unknown, ...args: unknown[]) {
        shown();
        return Reflect.apply(original, this, args);
      });
    }
  };
  before(WebGL2RenderingContext.prototype, ['drawElementsInstanced', 'drawArrays', 'drawElements']);
  before(CanvasRenderingContext2D.prototype, ['fillText', 'drawImage']);
  addEventListener('DOMContentLoaded', () => {
    const inTerminal = (node: Node) =>
      (node instanceof Element ? node : node.parentElement)?.closest('.xterm-rows');
    new MutationObserver((changes) => {
      if (changes.some((change) => inTerminal(change.target))) shown();
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}
