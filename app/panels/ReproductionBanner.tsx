/** The result and the sentence that the opened link brought, and whether the run here gave the same. */
import { type ReactNode, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Fingerprint } from '../../src/analysis/fingerprint.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { reproductionText } from '../../src/report/reproduction.ts';
import { checkOf } from '../../src/report/sentResult.ts';
import { summaryOf } from '../../src/run/summary.ts';
import { text } from '../../src/text/text.ts';
import { knownOfLink } from '../state/link/fingerprintStore.ts';
import {
  useExperiment,
  usePlayground,
  useRunStatus,
  useShownExperiment,
  useStartProblems,
} from '../state/playground.ts';
import { isSentRun } from '../state/run/runStatus.ts';
import { sentRunOf } from '../state/sentRun.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { useSummary } from '../view/useCards.ts';

const words = text.answer.reproduction;

export function ReproductionBanner() {
  const { fingerprints } = usePlayground();
  const experiment = useExperiment();
  const received = useStore(fingerprints, (state) => knownOfLink(state, 'received', experiment));
  if (received === null) return null;
  const { fingerprint, sent } = received;
  const said = sent.sentence !== null && (
    <p>
      <span className="muted">{text.sharing.says}</span> <q dir="auto">{sent.sentence}</q>
    </p>
  );
  if (fingerprint !== null)
    return (
      <Line received={fingerprint} experiment={experiment}>
        {said}
      </Line>
    );
  return said && <Banner tone="calm">{said}</Banner>;
}

interface LineProps {
  readonly received: Fingerprint;
  readonly experiment: Experiment;
  readonly children: ReactNode;
}

function Line({ received, experiment, children }: LineProps) {
  const { isStale } = useShownExperiment();
  const ranOn = useRunStatus((status) => (status.phase === 'recorded' ? null : status.ranOn));
  const isSent = useRunStatus(isSentRun);
  const summary = useSummary(experiment);
  const sent = sentRunOf(usePlayground(), experiment);
  const shown = useMemo(() => sent && summaryOf(experiment, sent), [experiment, sent]);
  const reproduction =
    isStale || summary === null || ranOn === null
      ? null
      : checkOf(summary, ranOn, { fingerprint: received, shown });
  if (reproduction === null)
    return (
      <Banner tone="calm" actions={isSent && <Check />}>
        {children}
        {isSent ? <SentResult of={received} /> : words.expected(received.backend, received.build)}
      </Banner>
    );
  const isGood = reproduction.kind === 'reproduced' || reproduction.kind === 'sameVerdict';
  return (
    <Banner tone={isGood ? 'good' : 'warn'}>
      {children}
      <span role="status">{reproductionText(experiment, reproduction)}</span>
    </Banner>
  );
}

function SentResult({ of: { backend, build } }: { readonly of: Fingerprint }) {
  return (
    <>
      <strong>{text.sharing.shown}</strong> {text.sharing.shownDetail(backend, build)}
    </>
  );
}

function Check() {
  const { run } = usePlayground();
  const isBlocked = useStartProblems().length > 0;
  return (
    <Button look="primary" icon="play" disabled={isBlocked} onClick={run.play}>
      {text.sharing.check}
    </Button>
  );
}
