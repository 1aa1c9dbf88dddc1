/** One part of the set-up: a card with a heading that folds away. */
import type { ReactNode } from 'react';
import { Icon } from '../ui/Button.tsx';
import { Fold } from '../view/Fold.tsx';
import styles from './Section.module.css';

export interface SectionProps {
  readonly title: string;
  readonly note: string;
  readonly children: ReactNode;
}

export function Section({ title, note, children }: SectionProps) {
  return (
    <Fold part={title} isOpenAtFirst className={styles['section']}>
      <summary className={styles['summary']}>
        <h2 className={styles['title']}>{title}</h2>
        <span className={styles['note']}>{note}</span>
        <span className={styles['chevron']}>
          <Icon name="chevron" />
        </span>
      </summary>
      <div className={styles['body']}>{children}</div>
    </Fold>
  );
}
