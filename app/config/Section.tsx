/** One part of the set-up: a card with a heading that folds away. */
import type { ReactNode } from 'react';
import { Icon } from '../ui/Button.tsx';
import { Fold } from '../view/Fold.tsx';
import styles from './Section.module.css';

interface SectionSummaryProps {
  readonly title: string;
  readonly note: string;
  readonly hint?: string;
}

/** Must stand in a `Fold` with the class `section`. */
export const SectionSummary = ({ title, note, hint }: SectionSummaryProps) => (
  <summary className={styles['summary']}>
    <h2 className={styles['title']}>{title}</h2>
    <span className={styles['note']} title={hint}>
      {note}
    </span>
    <span className={styles['chevron']}>
      <Icon name="chevron" />
    </span>
  </summary>
);

export const Section = ({ children, ...summary }: SectionSummaryProps & { readonly children: ReactNode }) => (
  <Fold part={summary.title} isOpenAtFirst className={styles['section']}>
    <SectionSummary {...summary} />
    <div className={styles['body']}>{children}</div>
  </Fold>
);
