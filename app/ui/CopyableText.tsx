/** Text to copy, by a button or by hand. */
import { type ReactNode, useState } from 'react';
import { text } from '../../src/text/text.ts';
import { Button } from './Button.tsx';
import { copyText } from './browser.ts';
import styles from './CopyableText.module.css';

const words = text.cite;

interface CopyableTextProps {
  readonly label: string;
  readonly copyWords: string;
  readonly value: string;
  /** Shown one below another, unwrapped. */
  readonly lines?: number;
  readonly children?: ReactNode;
}

export function CopyableText({ label, copyWords, value, lines, children }: CopyableTextProps) {
  const [copied, setCopied] = useState<{ readonly value: string; readonly isDone: boolean } | null>(null);
  const copy = async (): Promise<void> => setCopied({ value, isDone: await copyText(value) });
  const said = copied?.value === value ? (copied.isDone ? words.copied : words.notCopied) : '';
  return (
    <div className={styles['copied']}>
      <textarea
        readOnly
        rows={lines ?? 2}
        wrap={lines === undefined ? 'soft' : 'off'}
        aria-label={label}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="row">
        <Button icon="duplicate" onClick={() => void copy()}>
          {copyWords}
        </Button>
        {children}
        <span role="status" className="note">
          {said}
        </span>
      </div>
    </div>
  );
}
