/** Toolbar of the history: search, selection, import and export of many runs. */
import { useState } from 'react';
import { messageOf } from '../../src/core/errors.ts';
import { type LabelledRun, runsFileParts } from '../../src/run/codec/runsFile.ts';
import { text } from '../../src/text/text.ts';
import { historyOf, type RunHistory } from '../state/history/runHistory.ts';
import type { RunRecord } from '../state/history/runRecord.ts';
import { usePlayground } from '../state/playground.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { download, pickFile } from '../ui/browser.ts';
import styles from './History.module.css';
import { readRuns } from './openRuns.ts';

const words = text.history;

interface HistoryToolsProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly records: readonly RunRecord[];
  readonly chosen: readonly RunRecord[];
  readonly numFound: number;
  readonly onUnselect: () => void;
}

export function HistoryTools({ query, onQuery, records, chosen, numFound, onUnselect }: HistoryToolsProps) {
  const history = historyOf(usePlayground());
  const removeChosen = (): void => {
    onUnselect();
    void history.remove(chosen.map(({ id }) => id));
  };
  return (
    <>
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
      {chosen.length > 0 && (
        <div className={styles['tools']}>
          <strong>{words.selected(chosen.length)}</strong>
          <Button onClick={() => void exportRuns(history, chosen)}>{words.exportSome}</Button>
          <Button onClick={removeChosen}>{words.deleteSome}</Button>
          <Button look="quiet" onClick={onUnselect}>
            {words.unselect}
          </Button>
        </div>
      )}
    </>
  );
}

// Oldest first; runs deleted by another tab are left out.
async function exportRuns(history: RunHistory, records: readonly RunRecord[]): Promise<void> {
  const runs: LabelledRun[] = [];
  for (const record of records.toReversed()) {
    const saved = await history.savedOf(record.id);
    if (saved !== null) runs.push({ ...record, saved });
  }
  download(new Blob([...runsFileParts(runs)], { type: 'application/json' }), words.fileName);
}

interface Reading {
  readonly role: 'status' | 'alert';
  readonly title: string;
}

// Shows only progress and failure; the dialog shows the result.
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
