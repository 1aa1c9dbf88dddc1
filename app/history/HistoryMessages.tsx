/** Messages of the history: trouble with the browser's storage, damaged records, deleted runs to bring back. */
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { text } from '../../src/text/text.ts';
import { historyOf } from '../state/history/runHistory.ts';
import { usePlayground } from '../state/playground.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './History.module.css';

const words = text.history;

export function HistoryMessages() {
  const history = historyOf(usePlayground());
  const { trouble, damagedIds, deleted } = useStore(history.store);
  return (
    <>
      {trouble !== null && (
        <div role="alert" className={styles['message']}>
          <Banner tone="warn" onClose={history.hideTrouble}>
            {trouble}
          </Banner>
        </div>
      )}
      {damagedIds.length > 0 && (
        <div className={styles['message']}>
          <Banner
            tone="warn"
            actions={<Button onClick={() => void history.remove(damagedIds)}>{words.removeDamaged}</Button>}
          >
            {words.damaged(damagedIds.length)}
          </Banner>
        </div>
      )}
      {deleted.length > 0 && <Deleted key={deleted[0]?.record.id} count={deleted.length} />}
    </>
  );
}

function Deleted({ count }: { readonly count: number }) {
  const history = historyOf(usePlayground());
  const bar = useRef<HTMLDivElement>(null);
  // The row that had the focus is gone.
  useEffect(() => bar.current?.querySelector('button')?.focus(), []);
  return (
    <div ref={bar} className={styles['message']} role="status">
      <Banner
        tone="calm"
        actions={<Button onClick={() => void history.undelete()}>{text.app.ui.undo}</Button>}
        onClose={history.forgetDeleted}
      >
        {words.deleted(count)}
      </Banner>
    </div>
  );
}
