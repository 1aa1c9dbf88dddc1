/** Messages: in place of results, above all results, or as a list of sentences. */
import type { ReactNode } from 'react';
import { text } from '../../src/text/text.ts';
import styles from './Banner.module.css';
import { Button } from './Button.tsx';

interface BannerProps {
  readonly tone: 'calm' | 'good' | 'warn' | 'bad';
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly onClose?: () => void;
}

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

export function EmptyState({ title, tone = 'calm', children }: EmptyStateProps) {
  return (
    <div className={`${styles['empty']} ${styles[tone]}`} role={tone === 'bad' ? 'alert' : undefined}>
      <strong>{title}</strong>
      {children}
    </div>
  );
}

export const SentenceList = ({ of: sentences }: { readonly of: readonly string[] }) => (
  <ul>
    {sentences.map((sentence, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two sentences may be the same
      <li key={place}>{sentence}</li>
    ))}
  </ul>
);
