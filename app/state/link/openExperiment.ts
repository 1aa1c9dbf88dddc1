/** Takes a whole experiment from a link, a file or a preset in place of the one shown; undo brings that one back. */
import type { ExperimentReading } from '../../../src/experiment/read.ts';
import type { ExperimentStore } from '../stores/experimentStore.ts';
import type { MessageStore } from '../stores/messageStore.ts';

export interface Opening {
  /** "… is open." */
  readonly message: string;
  /** Title of the notice about what was changed in it; left out where nothing can have been. */
  readonly problemsTitle?: (count: number) => string;
}

type Opened = Pick<ExperimentReading, 'experiment'> & Partial<Pick<ExperimentReading, 'problems'>>;

export function openExperiment(
  { experiments, messages }: { readonly experiments: ExperimentStore; readonly messages: MessageStore },
  { experiment, problems = [] }: Opened,
  { message, problemsTitle = String }: Opening,
): void {
  experiments.open(experiment);
  messages.showToast(message, true);
  showProblems(messages, problemsTitle, problems);
}

/** One notice for everything that was changed or ignored; nothing when all was well. */
export function showProblems(
  messages: MessageStore,
  title: (count: number) => string,
  problems: readonly string[],
): void {
  if (problems.length === 0) messages.hideNotice();
  else messages.showNotice({ title: title(problems.length), sentences: problems });
}
