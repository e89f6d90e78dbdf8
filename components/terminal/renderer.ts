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

/** Drawing by a processor that plays graphics card is slower than xterm's own renderer: 11 ms to a letter, not 8. */
function hasGraphicsCard(): boolean {
  const context = document
    .createElement('canvas')
    .getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  if (!context) return false;
  const names = context.getExtension('WEBGL_debug_renderer_info');
  const renderer = names ? String(context.getParameter(names.UNMASKED_RENDERER_WEBGL)) : '';
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return !/swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}
