/** Monaco publishes no types for what runs in a worker. */
declare module 'monaco-editor/editor/editor.worker' {
  /** Starts to answer with what `create` makes, when the settings come as the next message. */
  export function initialize<Context, Settings>(
    create: (context: Context, settings: Settings) => object,
  ): void;
}
