import type { Where } from './action.ts';
import { actionIds, actionOf, keysOf } from './catalogue.ts';
import styles from './key-table.module.css';
import { printed } from './shortcut.ts';

const PLACES: readonly {
  readonly where: readonly Where[];
  readonly title: string;
  readonly about: string;
}[] = [
  {
    where: ['everywhere', 'page'],
    title: 'On the page',
    about:
      'The editor and the terminals keep their keys for themselves: F6 leaves them, then these hold. In a terminal that a full-screen program fills, F6 is that program’s too, and Ctrl Shift ↑ leaves.',
  },
  {
    where: ['terminal'],
    title: 'In a terminal',
    about: 'Everything else you press there goes to the program, Tab, Escape and Ctrl C too.',
  },
  {
    where: ['tabs'],
    title: 'On a tab of a terminal or a file',
    about: 'Left and right go from tab to tab.',
  },
  {
    where: ['editor'],
    title: 'In the editor',
    about: 'Tab indents, until Ctrl M lets it move on.',
  },
];

/** Every key of the catalogue, by the place where it holds. */
export function KeyTable() {
  return (
    <div className={styles.page}>
      <h1>Keyboard shortcuts</h1>
      <p className={styles.lead}>
        Every action can also be found by its name: <kbd>Ctrl K</kbd> or <kbd>F1</kbd>, and on a Mac{' '}
        <kbd>⌘ K</kbd>.
      </p>
      {PLACES.map(({ where, title, about }) => (
        <section key={title} aria-labelledby={idOf(title)}>
          <h2 id={idOf(title)}>{title}</h2>
          <p>{about}</p>
          <table>
            <thead className="unseen">
              <tr>
                <th scope="col">Keys</th>
                <th scope="col">What they do</th>
              </tr>
            </thead>
            <tbody>
              {where.flatMap(rowsOf).map(({ keys, titles }) => (
                <tr key={keys}>
                  <td>
                    {keys.split(' or ').map((each, index) => (
                      <span key={each}>
                        {index > 0 && ' or '}
                        <kbd>{each}</kbd>
                      </span>
                    ))}
                  </td>
                  <td>{titles.join('; ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}

function idOf(title: string): string {
  return title.toLowerCase().replaceAll(' ', '-');
}

/** Tabs of files and of terminals have keys in common. */
function rowsOf(where: Where): { keys: string; titles: string[] }[] {
  const rows = new Map<string, string[]>();
  for (const id of actionIds) {
    if (actionOf(id).where !== where || keysOf(id).length === 0) continue;
    const keys = keysOf(id)
      .map((shortcut) => printed(shortcut, false))
      .join(' or ');
    rows.set(keys, [...(rows.get(keys) ?? []), actionOf(id).title]);
  }
  return [...rows].map(([keys, titles]) => ({ keys, titles }));
}
