/** Reads the verdict aloud when a run ends. */

import type { Experiment } from '../../src/experiment/experiment.ts';
import { answerOf } from '../../src/report/answer.ts';
import { verdictSentence } from '../../src/report/verdictWords.ts';
import { text } from '../../src/text/text.ts';
import type { Playground } from './playground.ts';
import { isStale } from './run/runKey.ts';
import type { RunStatus } from './run/runStatus.ts';

type Parts = Pick<Playground, 'run' | 'messages' | 'experiments'>;

/** Returns the function that ends it. */
export function speakVerdicts({ run, messages, experiments }: Parts): () => void {
  let before = run.status().phase;
  return run.subscribe(() => {
    const { phase } = run.status();
    const hasEnded = phase === 'finished' && before !== 'finished';
    before = phase;
    if (!hasEnded) return;
    const current = experiments.getState().experiment;
    const sentence = sentenceOf(current, run.status(), run.results());
    // The run itself says in the same moment that it has finished; what is said last is what is read.
    if (sentence !== null) queueMicrotask(() => messages.announce(sentence));
  });
}

/** Of the experiment that the page shows: how cards are compared may have been changed since the start. */
function sentenceOf(
  current: Experiment,
  { experiment: trained, nullLosses, step }: RunStatus,
  results: ReturnType<Parts['run']['results']>,
): string | null {
  if (trained === null || nullLosses === null) return null;
  const experiment = isStale(trained, current) ? trained : current;
  const answer = answerOf(experiment, { networks: results, nullLosses, step });
  if (answer === null) return null;
  return `${text.app.run.announceFinished(step)} ${verdictSentence(experiment, answer)}`;
}
