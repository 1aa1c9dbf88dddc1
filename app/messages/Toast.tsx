/** A short message that goes by itself, with an offer to undo. */
import { useEffect } from 'react';
import { text } from '../../src/text/text.ts';
import { useMessages, usePlayground } from '../state/playground.ts';
import { undo } from '../state/useEdit.ts';
import { Button } from '../ui/Button.tsx';
import styles from './Toast.module.css';

const shownMs = 8000;

export function Toast() {
  const playground = usePlayground();
  const toast = useMessages((state) => state.toast);
  const { hideToast } = playground.messages;
  useEffect(() => {
    if (toast === null) return undefined;
    const timer = setTimeout(hideToast, shownMs);
    return () => clearTimeout(timer);
  }, [toast, hideToast]);
  if (toast === null) return null;
  return (
    <section className={styles['toast']} key={toast.id} aria-label={text.app.ui.message}>
      <span>{toast.message}</span>
      {toast.canUndo && (
        <Button look="quiet" className={styles['undo']} onClick={() => undo(playground)}>
          {text.app.ui.undo}
        </Button>
      )}
      <Button
        look="quiet"
        icon="close"
        className={styles['close']}
        aria-label={text.app.ui.dismiss}
        onClick={hideToast}
      />
    </section>
  );
}
