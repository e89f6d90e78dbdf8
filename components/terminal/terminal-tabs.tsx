import { useCallback, useEffect, useRef, useState } from 'react';
import { useOffers } from '../actions/use-offers.ts';
import { onLook } from '../ui/on-look.ts';
import { useLab } from '../workbench/lab-context.ts';
import { movePane } from '../workbench/pane-focus.ts';
import { browserSurroundings } from '../workbench/surroundings.ts';
import { copySelection } from './clipboard.ts';
import { screenReaderChoice } from './screen-reader.ts';
import { Sessions } from './sessions.ts';
import { TabBar } from './tab-bar.tsx';
import { defaultName } from './tab-list.ts';
import { TerminalHelp } from './terminal-help.tsx';
import { TerminalPane } from './terminal-pane.tsx';
import styles from './terminal-tabs.module.css';
import { useFullPage } from './use-full-page.ts';
import { useTerminalTabs } from './use-terminal-tabs.ts';
import { useTitles } from './use-titles.ts';

interface TerminalTabsProps {
  /** A command came from the lesson: the terminal must be seen. */
  readonly onShow: () => void;
}

/** All terminals of the lab. Inside `LabProvider`, once the lab runs. */
export function TerminalTabs({ onShow }: TerminalTabsProps) {
  const [finding, setFinding] = useState(false);
  const full = useFullPage();
  const onFind = useCallback(() => setFinding(true), []);
  const sessions = useSessions(onFind, full.toggle);
  if (!sessions) return <div className={styles.terminals} />;
  return (
    <Terminals sessions={sessions} finding={finding} onFinding={setFinding} full={full} onShow={onShow} />
  );
}

interface TerminalsProps extends TerminalTabsProps {
  readonly sessions: Sessions;
  readonly finding: boolean;
  readonly onFinding: (finding: boolean) => void;
  readonly full: ReturnType<typeof useFullPage>;
}

function Terminals({ sessions, finding, onFinding, full, onShow }: TerminalsProps) {
  const lab = useLab();
  const tabs = useTerminalTabs();
  const titles = useTitles(sessions, tabs.list, lab?.lab?.folder ?? '');
  useCommands(sessions, tabs, onShow);
  const { active } = tabs.list;
  const session = active === null ? null : sessions.of(active);
  useOffers({
    'terminal.find': { run: () => onFinding(true), isPossible: () => session !== null },
    'terminal.copy': {
      run: () => void (session && copySelection(session.parts.terminal)),
      isPossible: () => session?.parts.terminal.hasSelection() === true,
    },
    'layout.full-terminal': {
      run: () => {
        onShow();
        full.toggle();
        session?.focus();
      },
      isOn: () => full.isFull,
    },
  });
  return (
    <div className={styles.terminals} data-pane="terminal">
      <div className={styles.head}>
        <TabBar
          state={tabs}
          titles={titles}
          onClose={(id) => {
            sessions.close(id);
            tabs.close(id);
            void lab?.request(`/lab/terminal/${id}`, { method: 'DELETE' }).catch(() => {});
          }}
        />
        <button type="button" className={styles.tool} disabled={!session} onClick={() => onFinding(!finding)}>
          Find
        </button>
        <button type="button" className={styles.tool} aria-pressed={full.isFull} onClick={full.toggle}>
          Full screen
        </button>
        <TerminalHelp onScreenReader={(on) => sessions.setScreenReader(on)} />
      </div>
      {session ? (
        <TerminalPane
          key={session.id}
          session={session}
          finding={finding}
          onFindEnd={() => {
            onFinding(false);
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

/** Made in an effect, since they hold sockets: what renders twice, as in development, must not open them twice. */
function useSessions(onFind: () => void, onFill: () => void): Sessions | null {
  const socket = useLab()?.socket;
  const [sessions, setSessions] = useState<Sessions | null>(null);
  useEffect(() => {
    if (!socket) return;
    const around = browserSurroundings();
    const made = new Sessions((id) => ({
      id,
      label: `${defaultName(id)}. Ctrl+Shift+Up leaves it.`,
      openSocket: socket,
      around,
      keys: { find: onFind, leave: movePane, fill: onFill },
      screenReader: screenReaderChoice(),
    }));
    setSessions(made);
    const forgetLook = onLook(() => made.takeLook());
    return () => {
      forgetLook();
      setSessions(null);
      made.closeAll();
    };
  }, [socket, onFind, onFill]);
  return sessions;
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
