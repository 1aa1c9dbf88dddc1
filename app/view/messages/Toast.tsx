/** A short message that disappears after a while or with its tab, and may offer undo. */
import { useEffect, useState } from 'react';
import { text } from '../../../src/text/text.ts';
import { useMessages, usePlayground } from '../../state/playground.ts';
import { undo } from '../../state/useEdit.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './Toast.module.css';

const toastDurationMs = 6000;

export function Toast() {
  const playground = usePlayground();
  const toast = useMessages((state) => state.toast);
  const { view, messages } = playground;
  const { hideToast } = messages;
  const [openId, setOpenId] = useState<number | null>(null);
  const isOpen = toast !== null && openId === toast.id;
  useEffect(() => {
    if (toast === null || isOpen) return undefined;
    const timer = setTimeout(hideToast, toastDurationMs);
    const endWatch = view.subscribe((now, before) => {
      // Another toast may have come with the new tab.
      if (now.tab !== before.tab && messages.getState().toast === toast) hideToast();
    });
    return () => {
      clearTimeout(timer);
      endWatch();
    };
  }, [toast, isOpen, hideToast, view, messages]);
  if (toast === null) return null;
  const { id, message } = toast;
  const first = firstSentenceOf(message);
  return (
    <section className={styles['toast']} key={id} aria-label={text.app.ui.message}>
      <span>{isOpen ? message : first}</span>
      {!isOpen && first !== message && (
        <Button look="quiet" className={styles['undo']} onClick={() => setOpenId(id)}>
          {text.app.ui.details}
        </Button>
      )}
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

const firstSentenceOf = (message: string): string =>
  /^.{20,}?(?:[.!?](?= )|[。！？])/u.exec(message)?.[0] ?? message;
