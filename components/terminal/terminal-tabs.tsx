import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLab } from '../workbench/lab-context.ts';
import { movePane } from '../workbench/pane-focus.ts';
import { browserSurroundings } from '../workbench/surroundings.ts';
import { keepScreenReaderChoice, screenReaderChoice } from './screen-reader.ts';
import { Sessions } from './sessions.ts';
import { TabBar } from './tab-bar.tsx';
import { defaultName } from './tab-list.ts';
import { TerminalHelp } from './terminal-help.tsx';
import { TerminalPane } from './terminal-pane.tsx';
import styles from './terminal-tabs.module.css';
import { useTerminalTabs } from './use-terminal-tabs.ts';
import { useTitles } from './use-titles.ts';

interface TerminalTabsProps {
  /** A command came from the lesson: the terminal must be seen. */
  readonly onShow: () => void;
}

/** All terminals of the lab. Inside `LabProvider`, once the lab runs. */
export function TerminalTabs({ onShow }: TerminalTabsProps) {
  const lab = useLab();
  const tabs = useTerminalTabs();
  const [finding, setFinding] = useState(false);
  const [screenReader, setScreenReader] = useState(screenReaderChoice);
  const socket = lab?.socket;
  const sessions = useMemo(
    () =>
      new Sessions((id) => ({
        id,
        label: `${defaultName(id)}. Ctrl+Shift+Up leaves it.`,
        openSocket: (path) => (socket ? socket(path) : Promise.reject(new Error('no lab'))),
        around: browserSurroundings(),
        keys: { find: () => setFinding(true), leave: movePane },
        screenReader: screenReaderChoice(),
      })),
    [socket],
  );
  useEffect(() => () => sessions.closeAll(), [sessions]);
  const titles = useTitles(sessions, tabs.list, lab?.lab?.folder ?? '');
  useCommands(sessions, tabs, onShow);

  const close = useCallback(
    (id: string) => {
      sessions.close(id);
      tabs.close(id);
      void lab?.request(`/lab/terminal/${id}`, { method: 'DELETE' }).catch(() => {});
    },
    [sessions, tabs.close, lab?.request],
  );

  const { active } = tabs.list;
  const session = active === null ? null : sessions.of(active);
  return (
    <div className={styles.terminals} data-pane="terminal">
      <div className={styles.head}>
        <TabBar state={tabs} titles={titles} onClose={close} />
        <button
          type="button"
          className={styles.tool}
          disabled={!session}
          onClick={() => setFinding(!finding)}
        >
          Find
        </button>
        <TerminalHelp
          screenReader={screenReader}
          onScreenReader={(on) => {
            setScreenReader(on);
            keepScreenReaderChoice(on);
            sessions.setScreenReader(on);
          }}
        />
      </div>
      {session ? (
        <TerminalPane
          key={session.id}
          session={session}
          finding={finding}
          onFindEnd={() => {
            setFinding(false);
            session.focus();
          }}
        />
      ) : (
        <div className={styles.none}>
          <p>No terminal is open.</p>
          <button type="button" onClick={tabs.open}>
            Open a terminal
          </button>
        </div>
      )}
    </div>
  );
}

/** Commands of the lesson go to the terminal used last, or to a new one when there is none or a program fills it. */
function useCommands(sessions: Sessions, tabs: ReturnType<typeof useTerminalTabs>, onShow: () => void): void {
  const onRun = useLab()?.onRunInTerminal;
  const waiting = useRef<string[]>([]);
  const latest = useRef({ tabs, onShow });
  latest.current = { tabs, onShow };
  const { active } = tabs.list;

  useEffect(
    () =>
      onRun?.((command) => {
        const { list, open } = latest.current.tabs;
        const session = list.active === null ? null : sessions.of(list.active);
        latest.current.onShow();
        if (session && session.parts.terminal.buffer.active.type === 'normal') {
          session.run(command);
          session.focus();
          return;
        }
        waiting.current.push(command);
        open();
      }),
    [onRun, sessions],
  );
  useEffect(() => {
    if (active === null) return;
    for (const command of waiting.current.splice(0)) sessions.of(active).run(command);
  }, [active, sessions]);
}
