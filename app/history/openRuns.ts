/** Opens a file of runs that was dropped or chosen: one run is shown, several go into the history. */
import { messageOf } from '../../src/core/errors.ts';
import { text } from '../../src/text/text.ts';
import type { Playground } from '../state/createPlayground.ts';
import { openSavedRun } from '../state/history/openSavedRun.ts';
import { historyOf } from '../state/history/runHistory.ts';
import { readRuns } from './readRuns.ts';

const words = text.history;

/** `fail` says why nothing was opened. */
export async function openRuns(
  playground: Playground,
  file: File,
  fail: (sentence: string) => void,
): Promise<void> {
  const { messages, view } = playground;
  const found = await readRuns(file).catch((error: unknown) => messageOf(error));
  if (typeof found === 'string') return fail(found);
  const { runs, first, problems } = found;
  if (first === null) return fail(problems[0] ?? words.frozen.none);
  if (runs.length === 1 && problems.length === 0)
    return openSavedRun(
      playground,
      { run: first.run, origin: 'page' },
      first,
      words.frozen.opened(file.name),
    );
  const sentence = words.imported(runs.length, problems.length);
  const { add, store } = historyOf(playground);
  if (!(await add(runs))) return fail(store.getState().trouble ?? '');
  if (problems.length > 0) messages.showNotice({ title: `${file.name}: ${sentence}`, sentences: problems });
  else messages.showToast(sentence, false);
  view.setState({ dialog: { kind: 'history' } });
}
