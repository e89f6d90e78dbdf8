'use client';
import { editor } from 'monaco-editor/editor';
import { type ReactNode, useCallback, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import type { MonacoText } from '../monaco-text.ts';
import { nameOf } from '../paths.ts';
import styles from './language-bar.module.css';
import { type FileProblem, ProblemList } from './problem-list.ts';
import { ProblemsPanel } from './problems-panel.tsx';
import { type Service, serviceOf } from './text-places.ts';
import { announcement, countWords, WORDS } from './words.ts';

interface LanguageBarProps {
  readonly path: string;
  readonly text: MonacoText;
  readonly readOnly: boolean;
  readonly onGo: (problem: FileProblem) => void;
  /** What the bar says of the file anyway: how it is saved, and keys. */
  readonly before: ReactNode;
  readonly after: ReactNode;
}

/** The bar under a text: how many problems there are, with the list of them, and Format. */
export default function LanguageBar({ path, text, readOnly, onGo, before, after }: LanguageBarProps) {
  const [list] = useState(() => new ProblemList());
  const problems = useSyncExternalStore(list.subscribe, list.view);
  const service = useService(text);
  const [shown, setShown] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const id = useId();

  function close() {
    setShown(false);
    toggle.current?.focus();
  }

  return (
    <>
      {shown && <ProblemsPanel id={id} problems={shownFirst(problems, path)} onGo={onGo} onClose={close} />}
      <div className={styles.bar}>
        {before}
        {service === 'too-big' && <span>{WORDS.tooBig}</span>}
        <span className={styles.acts}>
          {(service === 'on' || problems.length > 0) && (
            <button
              ref={toggle}
              type="button"
              aria-expanded={shown}
              aria-controls={shown ? id : undefined}
              data-some={problems.length > 0 || undefined}
              onClick={() => setShown(!shown)}
            >
              {countWords(problems.length)}
            </button>
          )}
          {service === 'on' && !readOnly && (
            <button type="button" title={WORDS.formatKeys} onClick={() => format(text)}>
              {WORDS.format}
            </button>
          )}
        </span>
        {after}
        <Announcement problems={problems} path={path} />
      </div>
    </>
  );
}

/** What is looked at stands on top. */
function shownFirst(problems: readonly FileProblem[], path: string): readonly FileProblem[] {
  return [
    ...problems.filter((problem) => problem.path === path),
    ...problems.filter((problem) => problem.path !== path),
  ];
}

/** As long as somebody who types is not to be interrupted. */
const SAY_AFTER_MS = 1_200;

function Announcement({
  problems,
  path,
}: {
  readonly problems: readonly FileProblem[];
  readonly path: string;
}) {
  const count = problems.filter((problem) => problem.path === path).length;
  const [said, setSaid] = useState('');
  const last = useRef({ path, count: 0 });
  useEffect(() => {
    if (last.current.path === path && last.current.count === count) return;
    const timer = setTimeout(() => {
      last.current = { path, count };
      setSaid(announcement(count, nameOf(path)));
    }, SAY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [path, count]);
  return (
    <span role="status" className="unseen">
      {said}
    </span>
  );
}

/** It changes with the file's name, and with its size. */
function useService({ model }: MonacoText): Service {
  const subscribe = useCallback(
    (watcher: () => void) => {
      const watches = [model.onDidChangeContent(watcher), model.onDidChangeLanguage(watcher)];
      return () => {
        for (const watch of watches) watch.dispose();
      };
    },
    [model],
  );
  return useSyncExternalStore(subscribe, () => (model.isDisposed() ? 'none' : serviceOf(model)));
}

function format({ model }: MonacoText): void {
  const shows = editor.getEditors().find((each) => each.getModel() === model);
  shows?.focus();
  void shows?.getAction('editor.action.formatDocument')?.run();
}
