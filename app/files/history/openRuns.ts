/** Opens a file of runs, read in slices, so that the page stays responsive. */
import { messageOf, UserError } from '../../../src/core/errors.ts';
import { limits } from '../../../src/core/schema/limits.ts';
import { type RunFromFile, readRunsFile, truncatedText } from '../../../src/run/codec/runsFile.ts';
import { text } from '../../../src/text/text.ts';
import type { Playground } from '../../state/createPlayground.ts';
import { openSavedRun } from '../../state/history/openSavedRun.ts';
import { historyOf } from '../../state/history/runHistory.ts';
import { type RunSource, type RunToKeep, runToKeep, sourceWords } from '../../state/history/runRecord.ts';
import { formatMegabytes } from '../../ui/format.ts';

// Largest file of runs: more than a full history of usual runs takes.
const maxRunsBytes = 300e6;

const readSliceMs = 40;

interface RunsInFile {
  readonly source: RunSource;
  readonly runs: readonly RunToKeep[];
  /** The first run, to be shown; all runs would take too much memory. */
  readonly first: RunFromFile | null;
  readonly problems: readonly string[];
}

/** Rejects with a UserError if nothing is readable. `onProgress` gets the number of runs read so far. */
export async function readRuns(
  file: File,
  onProgress: (count: number) => void = () => {},
): Promise<RunsInFile> {
  if (file.size > maxRunsBytes) throw new UserError(text.runsFile.tooLarge(formatMegabytes(maxRunsBytes)));
  const written = await file.text().catch(() => {
    throw new UserError(text.app.menu.unreadable);
  });
  const source = { fileName: truncatedText(file.name, limits.runNameLength), importedAt: Date.now() };
  const runs: RunToKeep[] = [];
  let first: RunFromFile | null = null;
  const problems: string[] = [];
  let start = performance.now();
  for (const found of readRunsFile(written)) {
    if (found.kind === 'run') {
      first ??= found.run;
      runs.push(runToKeep(found.run.run, found.run.saved, found.run, source));
    } else problems.push(found.problem);
    if (performance.now() - start < readSliceMs) continue;
    onProgress(runs.length);
    await new Promise((resolve) => setTimeout(resolve, 0));
    start = performance.now();
  }
  return { source, runs, first, problems };
}

/** Shows a single run, imports several into the history. Calls `fail` with the reason if nothing was opened. */
export async function openRuns(
  playground: Playground,
  file: File,
  fail: (sentence: string) => void,
): Promise<void> {
  const found = await readRuns(file).catch((error: unknown) => messageOf(error));
  if (typeof found === 'string') return fail(found);
  const { source, runs, first, problems } = found;
  if (first === null) return fail(problems[0] ?? text.history.frozen.none);
  if (runs.length === 1 && problems.length === 0)
    return openSavedRun(
      playground,
      { run: first.run, origin: 'file', source: sourceWords(source) },
      first,
      text.history.frozen.opened(file.name),
    );
  const { takeIn, store } = historyOf(playground);
  if (!(await takeIn(runs, problems))) return fail(store.getState().trouble ?? '');
  playground.view.setState({ dialog: { kind: 'history' } });
}
