/** The words of a panel that has nothing to show. */
import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  readonly title: string;
  readonly tone?: 'calm' | 'bad';
  readonly children?: ReactNode;
}

export function EmptyState({ title, tone = 'calm', children }: EmptyStateProps) {
  return (
    <div className={`${styles['empty']} ${styles[tone]}`} role={tone === 'bad' ? 'alert' : undefined}>
      <strong>{title}</strong>
      {children}
    </div>
  );
}
