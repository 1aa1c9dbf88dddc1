/** The history of finished runs as a dialog: find, open, overlay, name, delete, import and export them. */

import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { messageOf } from '../../../src/core/errors.ts';
import { type LabelledRun, runsFileParts } from '../../../src/run/codec/runsFile.ts';
import { text } from '../../../src/text/text.ts';
import { historyOf, type ImportResult, type RunHistory } from '../../state/history/runHistory.ts';
import { matchesQuery, type RunRecord } from '../../state/history/runRecord.ts';
import { useIsCovered, usePlayground, useView } from '../../state/playground.ts';
import { Banner, EmptyState, SentenceList } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { downloadFile, pickFile } from '../../ui/browser.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import styles from './History.module.css';
import { readRuns } from './openRuns.ts';
import { RunRow, useRunActions } from './RunRow.tsx';

const words = text.history;

// Drawing all rows at once would delay opening.
const RUNS_PER_PAGE = 30;

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
              <RunList records={records} close={close} />
            )}
          </>
        )
      }
    </Dialog>
  );
}

function RunList({ records, close }: { readonly records: readonly RunRecord[]; readonly close: () => void }) {
  const [query, setQuery] = useState('');
  const [numShown, setNumShown] = useState(RUNS_PER_PAGE);
  const overlays = useView((view) => view.overlays);
  const { actions, problem } = useRunActions(close);
  const wanted = useDeferredValue(query.trim());
  const found = useMemo(
    () => (wanted === '' ? records : records.filter((record) => matchesQuery(record, wanted))),
    [records, wanted],
  );
  const before = useMemo(
    () => new Map(records.map((record, index) => [record.id, records[index + 1] ?? null])),
    [records],
  );
  return (
    <>
      <HistoryTools query={query} onQuery={setQuery} records={records} numFound={found.length} />
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
            isOverlaid={overlays.some(({ id }) => id === record.id)}
            actions={actions}
          />
        ))}
      </ul>
      {found.length > numShown && (
        <div className={styles['more']}>
          <Button onClick={() => setNumShown(numShown + RUNS_PER_PAGE)}>
            {words.showMore(Math.min(RUNS_PER_PAGE, found.length - numShown))}
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
      {imported !== null && <ImportMessage of={imported} />}
      {deleted.length > 0 && <DeletionMessage key={deleted[0]?.record.id} count={deleted.length} />}
    </>
  );
}

function ImportMessage({ of: { numKept, numHere, numLeft, problems } }: { readonly of: ImportResult }) {
  const history = historyOf(usePlayground());
  const isWhole = numLeft === 0 && problems.length === 0;
  return (
    <div className={styles['message']} role="status">
      <Banner tone={isWhole ? 'good' : 'warn'} onClose={history.forgetImport}>
        {words.imported(numKept, problems.length)}
        {problems.length > 0 && <SentenceList of={problems} />}
        {numHere > 0 && <p>{words.alreadyHere(numHere)}</p>}
        {numLeft > 0 && <p>{words.noRoom(numLeft)}</p>}
      </Banner>
    </div>
  );
}

function DeletionMessage({ count }: { readonly count: number }) {
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

interface HistoryToolsProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly records: readonly RunRecord[];
  readonly numFound: number;
}

function HistoryTools({ query, onQuery, records, numFound }: HistoryToolsProps) {
  const history = historyOf(usePlayground());
  return (
    <div className={styles['tools']}>
      {records.length > 0 && (
        <>
          <input
            type="search"
            className={styles['search']}
            aria-label={words.search}
            placeholder={words.searchHint}
            value={query}
            onChange={(event) => onQuery(event.target.value)}
          />
          <span className="note" role="status">
            {words.count(numFound, records.length)}
          </span>
          <Button onClick={() => void exportRuns(history, records)}>{words.exportAll}</Button>
        </>
      )}
      <ImportButton />
    </div>
  );
}

// Runs deleted by another tab are left out.
async function exportRuns(history: RunHistory, records: readonly RunRecord[]): Promise<void> {
  const runs: LabelledRun[] = [];
  for (const record of records.toReversed()) {
    const saved = await history.savedOf(record.id);
    if (saved !== null) runs.push({ ...record, saved });
  }
  downloadFile(new Blob([...runsFileParts(runs)], { type: 'application/json' }), words.fileName);
}

interface Reading {
  readonly role: 'status' | 'alert';
  readonly title: string;
}

function ImportButton() {
  const history = historyOf(usePlayground());
  const [state, setState] = useState<Reading | null>(null);
  const take = async (file: File): Promise<void> => {
    try {
      history.forgetImport();
      const { runs, problems } = await readRuns(file, (count) =>
        setState({ role: 'status', title: words.importing(count) }),
      );
      await history.takeIn(runs, problems);
      setState(null);
    } catch (error) {
      setState({ role: 'alert', title: messageOf(error) });
    }
  };
  return (
    <>
      <Button
        disabled={state?.role === 'status'}
        onClick={() => pickFile('application/json,.json', (file) => void take(file))}
      >
        {words.importRuns}
      </Button>
      {state !== null && (
        <div key={state.role} className={styles['wide']} role={state.role}>
          {state.role === 'status' ? (
            <p>{state.title}</p>
          ) : (
            <Banner tone="bad" onClose={() => setState(null)}>
              {state.title}
            </Banner>
          )}
        </div>
      )}
    </>
  );
}
