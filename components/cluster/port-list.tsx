import type { ClusterObject } from '../../lib/lab-api/cluster.ts';
import panel from '../panel/panel.module.css';
import { useOpenPreview } from '../previews/open-preview.ts';
import button from '../ui/button.module.css';
import { portsOf } from './object-ports.ts';

/** What answers on which port, and the way to see it as a page. */
export function PortList({ object }: { readonly object: ClusterObject }) {
  const openPreview = useOpenPreview();
  const ports = portsOf(object);
  if (ports.length === 0) return null;
  return (
    <ul className={panel.ports} aria-label="Ports">
      {ports.map(({ words, name, target }) => (
        <li key={words}>
          <span>{words}</span>
          {openPreview && target && (
            <button
              type="button"
              className={button.plain}
              aria-label={`Preview ${name}`}
              onClick={() => openPreview(target)}
            >
              Preview
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
