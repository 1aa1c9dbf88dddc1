/** Opens experiments, runs, tables and weights from files, and saves experiments. */
import type { Experiment } from '../../src/experiment/experiment.ts';
import { readSavedFile } from '../../src/experiment/link/link.ts';
import { CURRENT_VERSION, EXPERIMENT_SCHEMA_FILE, isRunsFile } from '../../src/experiment/versions.ts';
import { text } from '../../src/text/text.ts';
import type { Playground } from '../state/createPlayground.ts';
import { openExperiment } from '../state/link/openExperiment.ts';
import { downloadFile } from '../ui/browser.ts';
import { formatMegabytes } from '../ui/format.ts';
import { lazyPart } from '../ui/Lazy.tsx';
import type { RunFile } from './runFiles.ts';

// Largest file read as an experiment: far more than any needs.
const maxExperimentBytes = 1e6;

const words = text.app.menu;

const unsupportedTablePattern = /\.(feather|arrow|orc|avro|xlsx?|ods|sqlite|db|zip)$/i;
const weightsFilePattern = /\.(safetensors|pt|pth|ckpt|onnx)$/i;

export function saveExperiment(experiment: Experiment): void {
  const $schema = new URL(EXPERIMENT_SCHEMA_FILE, location.href).href;
  const content = JSON.stringify({ $schema, version: CURRENT_VERSION, ...experiment }, null, 2);
  downloadFile(new Blob([content], { type: 'application/json' }), words.fileName);
}

export async function openFile(playground: Playground, file: File): Promise<void> {
  const fail = (sentence: string): void =>
    playground.messages.showNotice({ title: words.fileFailed(file.name), sentences: [sentence] });
  if (unsupportedTablePattern.test(file.name)) return fail(text.refusedFiles.otherTable);
  if (weightsFilePattern.test(file.name)) return fail(text.refusedFiles.onlyWeights);
  if (await isFileOfRuns(file))
    return openRunsPart.use(
      ({ openRuns }) => openRuns(playground, file, fail),
      () => fail(words.readerNotLoaded),
    );
  if (file.size > maxExperimentBytes)
    return fail(text.refusedFiles.tooLarge(formatMegabytes(maxExperimentBytes)));
  const written = await file.text().catch(() => null);
  if (written === null) return fail(words.unreadable);
  const content = jsonOrUndefined(written);
  if (content === undefined) return fail(text.refusedFiles.notJson);
  const reading = readSavedFile(content);
  if (reading === null) return fail(text.refusedFiles.noExperiment);
  openExperiment(playground, reading, {
    message: words.fileOpened(file.name),
    problemsTitle: (count) => words.fileProblems(file.name, count),
  });
}

// A directory cannot be read, so this may fail.
const isFileOfRuns = async (file: File): Promise<boolean> =>
  isRunsFile(
    await file
      .slice(0, 200)
      .text()
      .catch(() => ''),
  );

const openRunsPart = lazyPart(() => import('./history/openRuns.ts'));

function jsonOrUndefined(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

const runFilesPart = lazyPart(() => import('./runFiles.ts'));

export function saveRun({ messages, ...playground }: Playground, file: RunFile): Promise<void> {
  const say = (sentence: string): void => messages.showToast(sentence, false);
  return runFilesPart.use(
    ({ runFileOf }) => {
      const written = runFileOf(playground, file) ?? words.noResults;
      if (typeof written === 'string') say(written);
      else downloadFile(written.content, written.name);
    },
    () => say(words.notLoaded),
  );
}
