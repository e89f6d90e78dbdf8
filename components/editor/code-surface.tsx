'use client';
import { useEffect, useRef, useState } from 'react';
import { useOffers } from '../actions/use-offers.ts';
import styles from './code-surface.module.css';
import { editorOffers } from './editor-offers.ts';
import { editorOptions } from './editor-options.ts';
import { monaco } from './monaco.ts';
import type { MonacoText } from './monaco-text.ts';

interface CodeSurfaceProps {
  readonly text: MonacoText;
  /** For those who hear it: what is being edited. */
  readonly label: string;
  readonly readOnly: boolean;
  /** Counts up when the keyboard shall go into the text. */
  readonly focusCall: number;
  readonly onTabMode: (movesFocus: boolean) => void;
}

type CodeEditor = monaco.editor.IStandaloneCodeEditor;

/** The editor itself: one for all tabs, which only change its text. */
export default function CodeSurface({ text, label, readOnly, focusCall, onTabMode }: CodeSurfaceProps) {
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<CodeEditor | null>(null);

  useEffect(() => {
    if (!host.current) return;
    const created = monaco.editor.create(host.current, { ...editorOptions(), model: null });
    letTabMove(created, onTabMode);
    setEditor(created);
    return () => created.dispose();
  }, [onTabMode]);

  useOffers(editor ? editorOffers(editor) : {});
  useEffect(() => editor?.updateOptions({ ariaLabel: label, readOnly }), [editor, label, readOnly]);

  useEffect(() => {
    if (!editor) return;
    editor.setModel(text.model);
    if (text.viewState) editor.restoreViewState(text.viewState);
    // It is shown on the other side too, which has its place in hand.
    if (text.onWanted) return;
    text.keepingScroll = (change) => keepScroll(editor, change);
    text.onWanted = () => goToWanted(editor, text);
    text.onWanted();
    return () => {
      text.keepingScroll = null;
      text.onWanted = null;
      text.viewState = editor.saveViewState();
    };
  }, [editor, text]);

  useEffect(() => {
    if (focusCall > 0) editor?.focus();
  }, [editor, focusCall]);

  return <div ref={host} className={styles.surface} />;
}

/** Monaco's own action changes this for all editors and tells nobody. */
function letTabMove(editor: CodeEditor, onTabMode: (movesFocus: boolean) => void): void {
  const { KeyMod, KeyCode } = monaco;
  const isMac = navigator.platform.startsWith('Mac');
  editor.addAction({
    id: 'drydock.tab-moves-focus',
    label: 'Tab moves on, or indents again',
    keybindings: [(isMac ? KeyMod.WinCtrl : KeyMod.CtrlCmd) | KeyCode.KeyM],
    run() {
      const movesFocus = !editor.getOption(monaco.editor.EditorOption.tabFocusMode);
      editor.updateOptions({ tabFocusMode: movesFocus });
      onTabMode(movesFocus);
    },
  });
}

function goToWanted(editor: CodeEditor, text: MonacoText): void {
  if (!text.wanted) return;
  editor.setSelection(text.wanted);
  editor.revealRangeInCenterIfOutsideViewport(text.wanted);
  text.wanted = null;
  editor.focus();
}

/** What is at the top of the view stays there, also when lines come or go above it. */
function keepScroll(editor: CodeEditor, change: () => void): void {
  const top = editor.getVisibleRanges()[0]?.startLineNumber;
  if (top === undefined || editor.getScrollTop() === 0) {
    change();
    return;
  }
  const offset = editor.getScrollTop() - editor.getTopForLineNumber(top);
  const mark = editor.createDecorationsCollection([{ range: new monaco.Range(top, 1, top, 1), options: {} }]);
  change();
  const line = mark.getRange(0)?.startLineNumber ?? top;
  mark.clear();
  editor.setScrollTop(editor.getTopForLineNumber(line) + offset);
}
