/** The words of a replay, and on a first visit the invitation to drag a cell. */
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { captionsOf } from '../../../src/run/report/findings/captions.ts';
import { text } from '../../../src/text/text.ts';
import { invitationOf } from '../../state/opening.ts';
import {
  useNetworks,
  usePlayground,
  useQueued,
  useRunStatus,
  useShownExperiment,
  useView,
} from '../../state/playground.ts';
import { replayOf } from '../../state/replay.ts';
import { Button } from '../../ui/Button.tsx';
import { useIsNarrow } from '../../ui/browser.ts';
import { useSummary } from '../../view/useCards.ts';
import styles from './Caption.module.css';

const words = text.captions;

// As high with words as without.
export function Caption() {
  const playground = usePlayground();
  const { shown, isStale } = useShownExperiment();
  const isFinished = useRunStatus(({ phase }) => phase === 'finished' || phase === 'recorded');
  const isPlaying = useStore(replayOf(playground).store, (state) => state.isPlaying);
  const isInviting = useStore(invitationOf(playground), (state) => state.isInviting);
  // The first motion does not wait for words.
  const experiment = useQueued(shown);
  return (
    <div className={styles['caption']}>
      {isPlaying && (
        <span className={styles['replay']} title={words.replayHint}>
          {words.replay}
        </span>
      )}
      <span aria-live="polite" data-playing={isPlaying || undefined}>
        {isFinished && !isStale && experiment !== null ? (
          <Sentence experiment={experiment} isPlaying={isPlaying} />
        ) : (
          isPlaying && words.watch
        )}
      </span>
      {isInviting && !isPlaying && <ToTry experiment={shown} />}
    </div>
  );
}

interface SentenceProps {
  readonly experiment: Experiment;
  readonly isPlaying: boolean;
}

function Sentence({ experiment, isPlaying }: SentenceProps) {
  const networks = useNetworks();
  const measuredCorrelation = useRunStatus((status) => status.measuredCorrelation);
  const step = useView((view) => view.scrubStep) ?? Number.POSITIVE_INFINITY;
  const summary = useSummary(experiment);
  const captions = useMemo(
    () =>
      summary === null ? [] : captionsOf({ experiment, summary, run: { networks, measuredCorrelation } }),
    [experiment, summary, networks, measuredCorrelation],
  );
  const said = captions.findLast((caption) => caption.step <= step);
  if (said === undefined) return isPlaying && words.watch;
  return <span title={words.meaning}>{isPlaying ? said.now : said.later}</span>;
}

function ToTry({ experiment }: { readonly experiment: Experiment }) {
  const [one, other] = experiment.tasks.map(({ name }) => name);
  // With one column there is a slider, which is easier for fingers.
  const isNarrow = useIsNarrow();
  const pair = text.correlation.pair(one ?? '', other ?? '');
  const label = one === undefined || other === undefined ? null : text.correlation.cell(one, other);
  useEffect(() => {
    if (label === null) return;
    const pointed = styles['pointed'] ?? '';
    const cell = inputCalled(label)?.parentElement;
    cell?.classList.add(pointed);
    return () => cell?.classList.remove(pointed);
  }, [label]);
  if (label === null || one === undefined || other === undefined) return null;
  return (
    <span data-aside>
      {isNarrow ? words.slide : words.drag}{' '}
      <Button
        look="link"
        onClick={() => inputCalled(isNarrow ? text.correlation.sliderOf(pair) : label)?.focus()}
      >
        {words.cell(one, other)}
      </Button>
    </span>
  );
}

// The form is part of another download, so it is found in the document.
const inputCalled = (label: string): HTMLInputElement | undefined =>
  [...document.querySelectorAll('input')].find((input) => input.getAttribute('aria-label') === label);
