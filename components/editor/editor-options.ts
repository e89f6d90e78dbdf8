import { editor } from 'monaco-editor/editor';
import { codeSizePx } from '../ui/code-size.ts';

/** Calm: nothing moves or blinks, and what pops up by itself answers to typing. */
export function editorOptions(): editor.IEditorOptions & editor.IGlobalEditorOptions {
  const family = getComputedStyle(document.documentElement).getPropertyValue('--code').trim();
  return {
    fontFamily: family || 'monospace',
    fontSize: codeSizePx(),
    lineHeight: 1.65,
    fontLigatures: false,
    accessibilitySupport: 'auto',
    automaticLayout: true,
    bracketPairColorization: { enabled: false },
    // Boxes of colour in style sheets: they would start the worker on every page.
    colorDecorators: false,
    defaultColorDecorators: 'never',
    cursorBlinking: 'solid',
    dragAndDrop: false,
    find: { addExtraSpaceOnTop: false },
    fixedOverflowWidgets: true,
    folding: true,
    glyphMargin: false,
    guides: { indentation: true },
    hideCursorInOverviewRuler: true,
    lineDecorationsWidth: 14,
    lineNumbersMinChars: 3,
    links: false,
    minimap: { enabled: false },
    occurrencesHighlight: 'singleFile',
    overviewRulerBorder: false,
    overviewRulerLanes: 0,
    padding: { top: 10, bottom: 10 },
    quickSuggestions: { other: 'on', comments: 'off', strings: 'on' },
    // Else every word of a text would be offered, in languages that nothing is known about.
    wordBasedSuggestions: 'off',
    suggest: { showIcons: false, showStatusBar: false, preview: false },
    suggestFontSize: 13,
    acceptSuggestionOnEnter: 'smart',
    // A lamp that comes and goes beside the text; the list of problems says the same in words.
    lightbulb: { enabled: editor.ShowLightbulbIconMode.Off },
    hover: { enabled: 'on', delay: 350, above: false },
    renderLineHighlight: 'none',
    roundedSelection: false,
    scrollBeyondLastLine: false,
    scrollbar: { useShadows: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
    smoothScrolling: false,
    stickyScroll: { enabled: false },
    // So that its menu can be given the page's own look.
    useShadowDOM: false,
    unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false, nonBasicASCII: false },
    wordWrap: 'off',
  };
}
