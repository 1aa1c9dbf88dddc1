/** Result and sentence from the opened link or file, and whether the run here reproduced it. */
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Fingerprint } from '../../src/analysis/fingerprint.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { runCheckOf } from '../../src/run/report/checkedRun.ts';
import { reproductionText } from '../../src/run/report/reproduction.ts';
import { isStarted, type StartedRun } from '../../src/run/run.ts';
import { text } from '../../src/text/text.ts';
import { chooseTable } from '../ownData/FileDrop.tsx';
import { knownOfLink } from '../state/link/fingerprintStore.ts';
import {
  useExperiment,
  useMissingFile,
  usePlayground,
  useRunStatus,
  useShownExperiment,
  useStartProblems,
} from '../state/playground.ts';
import { checkedRun, isSentRun } from '../state/run/runStatus.ts';
import { areRunsEqual, sentRunOf } from '../state/sentRun.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { useSummary } from '../view/useCards.ts';

const words = text.answer.reproduction;

export function ReproductionBanner() {
  const { fingerprints } = usePlayground();
  const experiment = useExperiment();
  const received = useStore(fingerprints, (state) => knownOfLink(state, 'received', experiment));
  const checked = useRunStatus(checkedRun);
  if (checked !== null) return <CheckedResult experiment={experiment} shown={checked} received={null} />;
  if (received === null) return null;
  const { fingerprint, sent } = received;
  const said = sent.sentence !== null && (
    <p>
      <span className="muted">{text.sharing.says}</span> <q dir="auto">{sent.sentence}</q>
    </p>
  );
  if (fingerprint === null) return said && <Banner tone="calm">{said}</Banner>;
  return <LinkResultBanner received={fingerprint} experiment={experiment} said={said} />;
}

interface LinkResultBannerProps {
  readonly received: Fingerprint;
  readonly experiment: Experiment;
  readonly said: ReactNode;
}

function LinkResultBanner({ received, experiment, said }: LinkResultBannerProps) {
  const playground = usePlayground();
  const sent = sentRunOf(playground, experiment);
  const isSent = useRunStatus(isSentRun);
  const isOwn = useRunStatus(({ phase, origin, savedRun }) => {
    const read = phase === 'recorded' && origin === 'visitor' ? sentRunOf(playground, experiment) : null;
    return read !== null && savedRun !== null && areRunsEqual(savedRun, read);
  });
  // Whoever sent it needs no result to check.
  if (isOwn) return said && <Banner tone="calm">{said}</Banner>;
  return (
    <CheckedResult experiment={experiment} shown={sent} received={received} said={said}>
      <Banner tone="calm" actions={isSent && <CheckResultButton />}>
        {said}
        {isSent ? <SentResult of={received} /> : words.expected(received.backend, received.build)}
      </Banner>
    </CheckedResult>
  );
}

interface CheckedResultProps {
  readonly experiment: Experiment;
  /** Run of another person that was shown here; null if none was. */
  readonly shown: StartedRun | null;
  readonly received: Fingerprint | null;
  readonly said?: ReactNode;
  /** Shown until a run here is finished. */
  readonly children?: ReactNode;
}

function CheckedResult({ experiment, shown, received, said, children }: CheckedResultProps) {
  const { isStale } = useShownExperiment();
  const { run } = usePlayground();
  const isFinished = useRunStatus(({ phase }) => phase === 'finished');
  const summary = useSummary(experiment);
  const status = run.status();
  const reproduction =
    isStale || summary === null || !isFinished || !isStarted(status)
      ? null
      : runCheckOf(experiment, { summary, run: status }, { fingerprint: received, shown });
  if (reproduction === null) return children;
  const isGood = reproduction.kind === 'reproduced' || reproduction.kind === 'sameVerdict';
  return (
    <Banner tone={isGood ? 'good' : 'warn'}>
      {said}
      <span role="status">{reproductionText(experiment, reproduction)}</span>
    </Banner>
  );
}

function SentResult({ of: { backend, build } }: { readonly of: Fingerprint }) {
  const missing = useMissingFile();
  const { shown, shownDetail, fileFirst } = text.sharing;
  return (
    <span id={missing === null ? undefined : 'start-problems'}>
      <strong>{shown}</strong> {shownDetail(backend, build)}
      {missing !== null && ` ${fileFirst(missing)}`}
    </span>
  );
}

function CheckResultButton() {
  const playground = usePlayground();
  const disabled = useStartProblems().length > 0;
  const missing = useMissingFile();
  const check = {
    icon: 'play',
    disabled,
    onClick: playground.run.play,
    children: text.sharing.check,
  } as const;
  const choose = () => chooseTable(playground);
  const next = missing === null ? check : { onClick: choose, children: text.app.ownData.choose(missing) };
  return <Button look="primary" {...next} />;
}
