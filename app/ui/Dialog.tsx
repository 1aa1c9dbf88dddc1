/** A modal dialog that opens on mount, with a title and contents. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { text } from '../../src/text/text.ts';
import { Button } from './Button.tsx';
import styles from './Dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly intro?: string;
  readonly className?: string | undefined;
  readonly closedby?: 'any';
  /** Change it with contents that may remove the focused element. */
  readonly phase?: string;
  readonly onClose: () => void;
  readonly children: (close: () => void) => ReactNode;
}

export function Dialog({ title, intro, className = '', closedby, phase, onClose, children }: DialogProps) {
  const titleId = useId();
  const [dialog, setDialog] = useState<HTMLDialogElement | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const close = (): void => dialog?.close();
  useEffect(() => dialog?.showModal(), [dialog]);
  useEffect(() => {
    if (dialog?.contains(document.activeElement) === false) heading.current?.focus();
  }, [dialog, phase]);
  return (
    <dialog
      ref={setDialog}
      className={`${styles['dialog']} ${className}`}
      aria-labelledby={titleId}
      closedby={closedby}
      onClose={onClose}
    >
      <div className={intro && styles['head']}>
        <h2 id={titleId} ref={heading} tabIndex={phase === undefined ? undefined : -1}>
          {title}
        </h2>
        {intro && <Button look="quiet" icon="close" title={text.app.ui.close} onClick={close} />}
        {intro && <p className="note">{intro}</p>}
      </div>
      {children(close)}
    </dialog>
  );
}
