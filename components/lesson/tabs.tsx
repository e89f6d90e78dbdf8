import { Children, isValidElement, type ReactElement, type ReactNode, useId } from 'react';
import styles from './tabs.module.css';

interface TabProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** A choice of one, made of radio buttons: arrow keys and no script come with them. */
export function Tabs({ children }: { readonly children?: ReactNode }) {
  const group = useId();
  const tabs = Children.toArray(children).filter(isTab);
  return (
    <fieldset className={styles.tabs}>
      {tabs.map((tab, index) => (
        <div key={tab.props.title} className={styles.tab}>
          <label className={styles.title}>
            <input type="radio" name={group} defaultChecked={index === 0} className="unseen" />
            {tab.props.title}
          </label>
          <div className={styles.panel}>{tab.props.children}</div>
        </div>
      ))}
    </fieldset>
  );
}

/** Read by `Tabs`. */
export function Tab({ children }: TabProps) {
  return children;
}

function isTab(part: ReactNode): part is ReactElement<TabProps> {
  return isValidElement(part) && part.type === Tab;
}
