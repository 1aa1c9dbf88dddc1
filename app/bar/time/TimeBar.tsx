/** Scrubber on the progress track, which chooses the step that the page shows. */
import { useStore } from 'zustand';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { type Moments, momentIndexOf, timelinePositionOf } from '../../../src/run/history.ts';
import { reportedLossesIn } from '../../../src/run/reportable.ts';
import { formatCount, formatTick } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { seriesColor } from '../../charts/base/palette.ts';
import { useNetworks, usePlayground, useShownExperiment, useView } from '../../state/playground.ts';
import { replayOf } from '../../state/replay.ts';
import { Button } from '../../ui/Button.tsx';
import { nameOfCard } from '../../view/cardNames.ts';
import { useMoments } from '../../view/moments.ts';
import styles from './TimeBar.module.css';

const words = text.time;

export function TimeBar() {
  const { shown } = useShownExperiment();
  const moments = useMoments(shown);
  return moments.length < 2 ? null : <ScrubberBar moments={moments} />;
}

function ScrubberBar({ moments }: { readonly moments: Moments }) {
  const { view } = usePlayground();
  const scrubStep = useView((state) => state.scrubStep);
  const last = moments.length - 1;
  const place = scrubStep === null ? null : momentIndexOf(moments, scrubStep);
  const show = (target: number): void =>
    view.setState({ scrubStep: target >= last ? null : (moments[target] ?? null) });
  const { store, start, stop } = replayOf(usePlayground());
  const isPlaying = useStore(store, (state) => state.isPlaying);
  const [name, hint] = isPlaying ? [words.stop, words.stopHint] : [words.play, words.playHint];
  return (
    <section className={styles['bar']} aria-label={text.app.timeMachine}>
      <Button
        look="quiet"
        icon={isPlaying ? 'pause' : 'replay'}
        className={styles['replay']}
        aria-label={name}
        title={hint}
        onClick={isPlaying ? stop : start}
      />
      <StepSlider moments={moments} place={place ?? last} onChange={show} />
    </section>
  );
}

interface SliderProps {
  readonly moments: Moments;
  readonly place: number;
  readonly onChange: (place: number) => void;
}

// Recorded steps are evenly spaced, so that even successive ones can be chosen.
function StepSlider({ moments, place, onChange }: SliderProps) {
  const { shown } = useShownExperiment();
  const { numSteps } = shown.training;
  const last = moments.length - 1;
  const step = formatCount(moments[place] ?? 0);
  const share = Math.min(1, (moments[last] ?? 0) / numSteps);
  return (
    <div className={styles['slider']} style={{ width: `calc(${THUMB_WIDTH}px + 100% * ${share})` }}>
      <StepMarks moments={moments} experiment={shown} />
      <input
        type="range"
        min={0}
        max={last}
        value={place}
        aria-label={words.slider}
        aria-valuetext={words.step(step) + words.of(formatCount(numSteps))}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </div>
  );
}

const THUMB_WIDTH = 14;

function StepMarks({ moments, experiment }: { readonly moments: Moments; readonly experiment: Experiment }) {
  const networks = useNetworks();
  const changes = experiment.training.learningRateChanges.map(({ step, value }) => ({
    step,
    title: words.learningRate(formatTick(value), formatCount(step)),
    color: 'var(--warn)',
  }));
  const reported = reportedLossesIn(experiment, networks);
  const best = experiment.cards.flatMap((card) => {
    const steps = reported(card.id)
      .steps.filter(Number.isFinite)
      .toSorted((a, b) => a - b);
    const step = steps[Math.floor(steps.length / 2)];
    if (step === undefined) return [];
    return [{ step, title: words.best(nameOfCard(card), formatCount(step)), color: seriesColor(card.color) }];
  });
  return [...changes, ...best].map(({ step, title, color }) => {
    const share = timelinePositionOf(moments, step);
    if (share === null) return null;
    return (
      <span
        key={title}
        className={styles['mark']}
        style={{
          left: `calc(${THUMB_WIDTH / 2}px + (100% - ${THUMB_WIDTH}px) * ${share})`,
          background: color,
        }}
        title={title}
        role="img"
        aria-label={title}
      />
    );
  });
}
