/** Opens a file of runs: a single run is shown, several are imported into the history. */
import { messageOf } from '../../src/core/errors.ts';
import { text } from '../../src/text/text.ts';
import type { Playground } from '../state/createPlayground.ts';
import { openSavedRun } from '../state/history/openSavedRun.ts';
import { historyOf } from '../state/history/runHistory.ts';
import { sourceWords } from '../state/history/runRecord.ts';
import { readRuns } from './readRuns.ts';

const words = text.history;

/** Calls `fail` with the reason if nothing was opened. */
export async function openRuns(
  playground: Playground,
  file: File,
  fail: (sentence: string) => void,
): Promise<void> {
  const found = await readRuns(file).catch((error: unknown) => messageOf(error));
  if (typeof found === 'string') return fail(found);
  const { source, runs, first, problems } = found;
  if (first === null) return fail(problems[0] ?? words.frozen.none);
  if (runs.length === 1 && problems.length === 0)
    return openSavedRun(
      playground,
      { run: first.run, origin: 'file', source: sourceWords(source) },
      first,
      words.frozen.opened(file.name),
    );
  const { takeIn, store } = historyOf(playground);
  if (!(await takeIn(runs, problems))) return fail(store.getState().trouble ?? '');
  // The dialog reports the result.
  playground.view.setState({ dialog: { kind: 'history' } });
}
