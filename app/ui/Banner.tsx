/** Sentences in place of results, above all of them, or in a list. */
import type { ReactNode } from 'react';
import { text } from '../../src/text/text.ts';
import styles from './Banner.module.css';
import { Button } from './Button.tsx';

interface BannerProps {
  readonly tone: 'calm' | 'good' | 'warn' | 'bad';
  readonly children: ReactNode;
  /** Buttons at the end. */
  readonly actions?: ReactNode;
  /** Takes it away; left out: it stays. */
  readonly onClose?: () => void;
}

/** A strip across the results that says something about all of them. */
export function Banner({ tone, children, actions, onClose }: BannerProps) {
  return (
    <div className={`${styles['banner']} ${styles[tone]}`}>
      <div className={styles['words']}>{children}</div>
      {actions}
      {onClose && <Button look="quiet" icon="close" title={text.app.ui.dismiss} onClick={onClose} />}
    </div>
  );
}

interface EmptyStateProps {
  readonly title: string;
  readonly tone?: 'calm' | 'bad';
  readonly children?: ReactNode;
}

/** The words of a panel that has nothing to show. */
export function EmptyState({ title, tone = 'calm', children }: EmptyStateProps) {
  return (
    <div className={`${styles['empty']} ${styles[tone]}`} role={tone === 'bad' ? 'alert' : undefined}>
      <strong>{title}</strong>
      {children}
    </div>
  );
}

/** An item of a list for each. */
export const Sentences = ({ of: sentences }: { readonly of: readonly string[] }) => (
  <ul>
    {sentences.map((sentence, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two may be the same
      <li key={place}>{sentence}</li>
    ))}
  </ul>
);
