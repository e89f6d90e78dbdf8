import { Component, type ReactNode } from 'react';
import button from '../ui/button.module.css';
import styles from './bench.module.css';

/** When the code of editor and terminal does not arrive, as on a page older than the server. */
export class LoadFailure extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className={styles.loading} role="alert">
        <p>Editor and terminal could not be loaded. Your lab goes on; nothing in it is lost.</p>
        <button type="button" className={button.plain} onClick={() => location.reload()}>
          Reload the page
        </button>
      </div>
    );
  }
}
