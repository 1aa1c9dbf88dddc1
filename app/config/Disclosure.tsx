/** One line that opens to a form: a mark, a name, a few words. */
import type { ReactNode } from 'react';
import { Fold, type FoldProps } from '../view/Fold.tsx';
import styles from './Disclosure.module.css';

interface DisclosureProps extends Pick<FoldProps, 'part'> {
  readonly mark: ReactNode;
  /** Colour index, see `useTones`. */
  readonly series?: number;
  readonly title: ReactNode;
  readonly note: ReactNode;
  readonly children: ReactNode;
}

export function Disclosure({ part, mark, series, title, note, children }: DisclosureProps) {
  return (
    <div className={styles['row']} data-series={series}>
      <Fold part={part}>
        <summary className={styles['summary']}>
          {mark}
          <span className={styles['words']}>
            <span className={styles['title']}>{title}</span>
            <span className="note">{note}</span>
          </span>
        </summary>
        <div className={styles['body']}>{children}</div>
      </Fold>
    </div>
  );
}
