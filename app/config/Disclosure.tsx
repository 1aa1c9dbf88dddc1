/** One line that opens to a form: a mark, a name, a few words. */
import type { ReactNode } from 'react';
import styles from './Disclosure.module.css';

export interface DisclosureProps {
  readonly mark: ReactNode;
  /** Colour of the architecture that the line speaks of, see `useTones`. */
  readonly series?: number;
  readonly title: ReactNode;
  readonly note: ReactNode;
  readonly children: ReactNode;
}

export function Disclosure({ mark, series, title, note, children }: DisclosureProps) {
  return (
    <div className={styles['row']} data-series={series}>
      <details>
        <summary className={styles['summary']}>
          {mark}
          <span className={styles['words']}>
            <span className={styles['title']}>{title}</span>
            <span className="note">{note}</span>
          </span>
        </summary>
        <div className={styles['body']}>{children}</div>
      </details>
    </div>
  );
}
