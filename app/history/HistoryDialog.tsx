/** The history of finished runs as a dialog: find, open, overlay, name, delete, import and export them. */
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { text } from '../../src/text/text.ts';
import { historyOf, type Import } from '../state/history/runHistory.ts';
import { matches, type RunRecord } from '../state/history/runRecord.ts';
import { useIsCovered, usePlayground, useView } from '../state/playground.ts';
import { Banner, EmptyState, Sentences } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './History.module.css';
import { HistoryTools } from './HistoryTools.tsx';
import { RunRow, useRunActions } from './RunRow.tsx';

const words = text.history;

// Drawing all rows at once would delay opening.
const PAGE = 30;

export function HistoryDialog({ onClose }: { readonly onClose: () => void }) {
  const history = historyOf(usePlayground());
  const records = useStore(history.store, (state) => state.records);
  const isCovered = useIsCovered();
  useEffect(() => history.watch(), [history]);
  return (
    <Dialog
      title={words.heading}
      intro={words.intro}
      className={styles['dialog']}
      closedby="any"
      onClose={onClose}
    >
      {(close) =>
        isCovered ? (
          <div className={styles['message']}>
            <EmptyState title={text.app.covered} />
          </div>
        ) : (
          <>
            <HistoryMessages />
            {records === null ? (
              <p className={styles['reading']}>{words.reading}</p>
            ) : (
              <Runs records={records} close={close} />
            )}
          </>
        )
      }
    </Dialog>
  );
}

function Runs({ records, close }: { readonly records: readonly RunRecord[]; readonly close: () => void }) {
  const [query, setQuery] = useState('');
  const [numShown, setNumShown] = useState(PAGE);
  const overlays = useView((view) => view.overlays);
  const { actions, selected, setSelected, problem } = useRunActions(close);
  const wanted = useDeferredValue(query.trim());
  const found = useMemo(
    () => (wanted === '' ? records : records.filter((record) => matches(record, wanted))),
    [records, wanted],
  );
  const before = useMemo(
    () => new Map(records.map((record, index) => [record.id, records[index + 1] ?? null])),
    [records],
  );
  return (
    <>
      <HistoryTools
        query={query}
        onQuery={setQuery}
        chosen={records.filter(({ id }) => selected.has(id))}
        records={records}
        numFound={found.length}
        onUnselect={() => setSelected(new Set())}
      />
      {problem !== null && (
        <div role="alert" className={styles['message']}>
          <Banner tone="bad">{problem}</Banner>
        </div>
      )}
      {found.length === 0 && (
        <div className={styles['message']}>
          <EmptyState title={records.length === 0 ? words.empty : words.noMatch(wanted)}>
            {records.length === 0 && words.emptyDetail}
          </EmptyState>
        </div>
      )}
      <ul className={styles['list']} aria-label={words.list}>
        {found.slice(0, numShown).map((record) => (
          <RunRow
            key={record.id}
            record={record}
            before={before.get(record.id) ?? null}
            isSelected={selected.has(record.id)}
            isOverlaid={overlays.some(({ id }) => id === record.id)}
            actions={actions}
          />
        ))}
      </ul>
      {found.length > numShown && (
        <div className={styles['more']}>
          <Button onClick={() => setNumShown(numShown + PAGE)}>
            {words.showMore(Math.min(PAGE, found.length - numShown))}
          </Button>
        </div>
      )}
    </>
  );
}

function HistoryMessages() {
  const history = historyOf(usePlayground());
  const { trouble, damagedIds, deleted, imported } = useStore(history.store);
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
      {imported !== null && <Imported of={imported} />}
      {deleted.length > 0 && <Deleted key={deleted[0]?.record.id} count={deleted.length} />}
    </>
  );
}

function Imported({ of: { ids, numHere, numLeft, problems } }: { readonly of: Import }) {
  const history = historyOf(usePlayground());
  const isWhole = numLeft === 0 && problems.length === 0;
  const undo = ids.length > 0 && (
    <Button onClick={() => void history.undoImport()}>{text.app.ui.undo}</Button>
  );
  return (
    <div className={styles['message']} role="status">
      <Banner tone={isWhole ? 'good' : 'warn'} actions={undo} onClose={history.forgetImport}>
        {words.imported(ids.length, problems.length)}
        {problems.length > 0 && <Sentences of={problems} />}
        {numHere > 0 && <p>{words.alreadyHere(numHere)}</p>}
        {numLeft > 0 && <p>{words.noRoom(numLeft)}</p>}
      </Banner>
    </div>
  );
}

function Deleted({ count }: { readonly count: number }) {
  const history = historyOf(usePlayground());
  const bar = useRef<HTMLDivElement>(null);
  // The focused row was deleted.
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
