import { WebglAddon } from '@xterm/addon-webgl';
import type { Terminal } from '@xterm/xterm';

/**
 * Draws by the graphics card where there is one. A browser gives out some sixteen contexts to all its tabs, so only a
 * terminal that is looked at holds one; when it is taken away, xterm's own renderer goes on.
 */
export class Renderer {
  readonly #terminal: Terminal;
  #webgl: WebglAddon | null = null;
  #refused = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show(): void {
    if (this.#webgl || this.#refused || !hasGraphicsCard()) return;
    try {
      const webgl = new WebglAddon();
      webgl.onContextLoss(() => {
        this.#refused = true;
        this.hide();
      });
      this.#terminal.loadAddon(webgl);
      this.#webgl = webgl;
    } catch {
      this.#refused = true;
    }
  }

  hide(): void {
    this.#webgl?.dispose();
    this.#webgl = null;
  }

  /** The font arrived: letters drawn with the stand-in are drawn anew. */
  forgetLetters(): void {
    this.#webgl?.clearTextureAtlas();
  }
}

/** A context that the processor has to emulate is slower than xterm's own renderer. */
function hasGraphicsCard(): boolean {
  const context = document
    .createElement('canvas')
    .getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
