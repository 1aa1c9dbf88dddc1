/** Replaces the experiment by one from a link, file or preset, as an edit. */
import type { ExperimentReading } from '../../../src/experiment/read.ts';
import type { ExperimentStore } from '../stores/experimentStore.ts';
import type { MessageStore } from '../stores/messageStore.ts';

interface OpeningMessages {
  readonly message: string;
  readonly problemsTitle?: (count: number) => string;
}

type OpenedReading = Pick<ExperimentReading, 'experiment'> & Partial<Pick<ExperimentReading, 'problems'>>;

export function openExperiment(
  { experiments, messages }: { readonly experiments: ExperimentStore; readonly messages: MessageStore },
  { experiment, problems = [] }: OpenedReading,
  { message, problemsTitle = String }: OpeningMessages,
): void {
  experiments.open(experiment);
  messages.showToast(message, true);
  showProblems(messages, problemsTitle, problems);
}

export function showProblems(
  messages: MessageStore,
  title: (count: number) => string,
  problems: readonly string[],
): void {
  if (problems.length === 0) messages.hideNotice();
  else messages.showNotice({ title: title(problems.length), sentences: problems });
}
