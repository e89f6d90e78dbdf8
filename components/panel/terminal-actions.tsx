import button from '../ui/button.module.css';
import { useLab } from '../workbench/lab-context.ts';

export interface TerminalCommand {
  readonly label: string;
  readonly command: string;
}

/** Output that goes on, and shells, belong in a terminal. */
export function TerminalActions({ commands }: { readonly commands: readonly TerminalCommand[] }) {
  const lab = useLab();
  return commands.map(({ label, command }) => (
    <li key={label}>
      <button type="button" className={button.plain} onClick={() => lab?.runInTerminal(command)}>
        {label}
      </button>
      <code>{command}</code>
    </li>
  ));
}
