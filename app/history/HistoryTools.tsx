/** The tools above the list of the history: the search, and what is done with many runs at once. */
import { useState } from 'react';
import { messageOf } from '../../src/core/errors.ts';
import { type LabelledRun, runsFileParts } from '../../src/run/runsFile.ts';
import { text } from '../../src/text/text.ts';
import { historyOf, type RunHistory } from '../state/history/runHistory.ts';
import type { RunRecord } from '../state/history/runRecord.ts';
import { usePlayground } from '../state/playground.ts';
import { Banner, Sentences } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { download, pickFile } from '../ui/browser.ts';
import styles from './History.module.css';
import { readRuns } from './readRuns.ts';

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
  const isEmpty = records.length === 0;
  const removeChosen = (): void => {
    onUnselect();
    void history.remove(chosen.map(({ id }) => id));
  };
  return (
    <>
      <div className={styles['tools']}>
        {!isEmpty && (
          <input
            type="search"
            className={styles['search']}
            aria-label={words.search}
            placeholder={words.searchHint}
            value={query}
            onChange={(event) => onQuery(event.target.value)}
          />
        )}
        {!isEmpty && (
          <span className="note" role="status">
            {words.count(numFound, records.length)}
          </span>
        )}
        <span className={styles['transfer']}>
          {!isEmpty && <Button onClick={() => void exportRuns(history, records)}>{words.exportAll}</Button>}
          <ImportButton />
        </span>
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

/** Saves runs as one file, the oldest first; one that another tab has deleted is left out. */
async function exportRuns(history: RunHistory, records: readonly RunRecord[]): Promise<void> {
  const runs: LabelledRun[] = [];
  for (const record of records.toReversed()) {
    const saved = await history.savedOf(record.id);
    if (saved !== null) runs.push({ ...record, saved });
  }
  download(new Blob([...runsFileParts(runs)], { type: 'application/json' }), words.fileName);
}

type Import =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly count: number }
  | { readonly kind: 'done'; readonly title: string; readonly problems: readonly string[] }
  | { readonly kind: 'failed'; readonly sentence: string };

function ImportButton() {
  const history = historyOf(usePlayground());
  const [state, setState] = useState<Import>({ kind: 'none' });
  const take = async (file: File): Promise<void> => {
    try {
      const { runs, problems } = await readRuns(file, (count) => setState({ kind: 'reading', count }));
      const isKept = await history.add(runs);
      if (isKept) setState({ kind: 'done', title: words.imported(runs.length, problems.length), problems });
      else setState({ kind: 'none' });
    } catch (error) {
      setState({ kind: 'failed', sentence: messageOf(error) });
    }
  };
  return (
    <>
      <Button
        disabled={state.kind === 'reading'}
        onClick={() => pickFile('application/json,.json', (file) => void take(file))}
      >
        {words.importRuns}
      </Button>
      <ImportState state={state} onClose={() => setState({ kind: 'none' })} />
    </>
  );
}

function ImportState({ state, onClose }: { readonly state: Import; readonly onClose: () => void }) {
  switch (state.kind) {
    case 'none':
      return null;
    case 'reading':
      return (
        <p className={styles['wide']} role="status">
          {words.importing(state.count)}
        </p>
      );
    case 'done':
      return (
        <div className={styles['wide']} role="status">
          <Banner tone={state.problems.length === 0 ? 'good' : 'warn'} onClose={onClose}>
            {state.title}
            {state.problems.length > 0 && <Sentences of={state.problems} />}
          </Banner>
        </div>
      );
    case 'failed':
      return (
        <div className={styles['wide']} role="alert">
          <Banner tone="bad" onClose={onClose}>
            {state.sentence}
          </Banner>
        </div>
      );
    default:
      return state satisfies never;
  }
}
