/** A strip across the results that says something about all of them. */
import type { ReactNode } from 'react';
import styles from './Banner.module.css';

export interface BannerProps {
  readonly tone: 'calm' | 'good' | 'warn' | 'bad';
  readonly children: ReactNode;
  /** Buttons at the end. */
  readonly actions?: ReactNode;
}

export function Banner({ tone, children, actions }: BannerProps) {
  return (
    <div className={`${styles['banner']} ${styles[tone]}`}>
      <div className={styles['words']}>{children}</div>
      {actions}
    </div>
  );
}
