/** Tells if the run here gave what the finished run gave that the opened link was made of. */
import { useStore } from 'zustand';
import type { Fingerprint } from '../../src/analysis/fingerprint.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { reproductionOf, reproductionText } from '../../src/report/reproduction.ts';
import { text } from '../../src/text/text.ts';
import { fingerprintFrom } from '../state/link/fingerprintStore.ts';
import { useExperiment, usePlayground, useRunStatus, useShownExperiment } from '../state/playground.ts';
import { Banner } from '../ui/Banner.tsx';
import { useSummary } from '../view/useCardResults.ts';

const words = text.answer.reproduction;

export function ReproductionBanner() {
  const { fingerprints } = usePlayground();
  const experiment = useExperiment();
  const received = useStore(fingerprints, (state) => fingerprintFrom(state, 'received', experiment));
  return received === null ? null : <Line received={received} experiment={experiment} />;
}

interface LineProps {
  readonly received: Fingerprint;
  readonly experiment: Experiment;
}

function Line({ received, experiment }: LineProps) {
  const { isStale } = useShownExperiment();
  const ranOn = useRunStatus((status) => (status.phase === 'recorded' ? null : status.ranOn));
  const summary = useSummary(experiment);
  const reproduction =
    isStale || summary === null || ranOn === null ? null : reproductionOf(summary, ranOn, received);
  if (reproduction === null)
    return <Banner tone="calm">{words.expected(received.backend, received.build)}</Banner>;
  const isGood = reproduction.kind === 'reproduced' || reproduction.kind === 'sameVerdict';
  return (
    <Banner tone={isGood ? 'good' : 'warn'}>
      <span role="status">{reproductionText(experiment, reproduction)}</span>
    </Banner>
  );
}
