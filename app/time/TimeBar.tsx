/** The scrubber: one moment of the training for everything that is shown. Not there while there is only one. */

import { useEffect, useEffectEvent, useState } from 'react';
import { text } from '../../src/text/text.ts';
import { formatStep, formatTick } from '../charts/base/format.ts';
import { usePlayground, useShownExperiment, useView } from '../state/playground.ts';
import { Button } from '../ui/Button.tsx';
import { type Moments, paceOf, placeOf, shareOf } from '../view/moments.ts';
import { useMoments } from '../view/useMoments.ts';
import styles from './TimeBar.module.css';

const words = text.time;

export function TimeBar() {
  const { shown } = useShownExperiment();
  const moments = useMoments(shown);
  return moments.length < 2 ? null : <Bar moments={moments} />;
}

function Bar({ moments }: { readonly moments: Moments }) {
  const { view } = usePlayground();
  const { numSteps } = useShownExperiment().shown.training;
  const scrubStep = useView((state) => state.scrubStep);
  const last = moments.length - 1;
  const place = scrubStep === null ? null : placeOf(moments, scrubStep);
  const show = (target: number): void =>
    view.setState({ scrubStep: target >= last ? null : (moments[target] ?? null) });
  const replay = useReplay({ moments, place, show });
  const showNow = (target: number): void => {
    replay.stop();
    show(target);
  };
  return (
    <section className={styles['bar']} aria-label={text.app.timeMachine}>
      <ReplayButton {...replay} />
      <Slider moments={moments} place={place ?? last} onChange={showNow} />
      <span className={styles['words']}>
        {words.step(formatStep(moments[place ?? last] ?? 0))}
        <span className={styles['of']}>{words.of(formatStep(numSteps))}</span>
      </span>
      <Button
        className={styles['newest']}
        aria-pressed={place === null}
        title={words.newestHint}
        onClick={() => showNow(last)}
      >
        {words.newest}
      </Button>
    </section>
  );
}

function ReplayButton({ isPlaying, start, stop }: ReturnType<typeof useReplay>) {
  const [name, hint] = isPlaying ? [words.stop, words.stopHint] : [words.play, words.playHint];
  return (
    <Button
      icon={isPlaying ? 'pause' : 'play'}
      aria-label={name}
      title={hint}
      onClick={isPlaying ? stop : start}
    />
  );
}

interface SliderProps {
  readonly moments: Moments;
  readonly place: number;
  readonly onChange: (place: number) => void;
}

/** Every moment is as far from the next, so that those of single steps can be reached, too. */
function Slider({ moments, place, onChange }: SliderProps) {
  const { numSteps } = useShownExperiment().shown.training;
  const last = moments.length - 1;
  const step = formatStep(moments[place] ?? 0);
  return (
    <div className={styles['slider']}>
      <div className={styles['track']}>
        <div className={styles['fill']} style={{ width: `${(100 * place) / last}%` }} />
        <Changes moments={moments} />
      </div>
      <input
        type="range"
        min={0}
        max={last}
        value={place}
        aria-label={words.slider}
        aria-valuetext={words.step(step) + words.of(formatStep(numSteps))}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </div>
  );
}

/** Where the learning rate was changed. */
function Changes({ moments }: { readonly moments: Moments }) {
  const { learningRateChanges } = useShownExperiment().shown.training;
  return learningRateChanges.map(({ step, value }) => {
    const share = shareOf(moments, step);
    if (share === null) return null;
    const title = words.learningRate(formatTick(value), formatStep(step));
    return (
      <span key={step} className={styles['change']} style={{ left: `${100 * share}%` }} title={title}>
        <span className="visuallyHidden">{title}</span>
      </span>
    );
  });
}

interface Replayed {
  readonly moments: Moments;
  /** Place of the moment shown; null: the newest is followed. */
  readonly place: number | null;
  readonly show: (place: number) => void;
}

interface Replay {
  readonly isPlaying: boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

/** Runs through the moments of a training by itself, up to the newest. */
function useReplay({ moments, place, show }: Replayed): Replay {
  const [isPlaying, setPlaying] = useState(false);
  const { stride, delayMs } = paceOf(moments, prefersLessMotion());
  const stop = (): void => setPlaying(false);
  const advance = useEffectEvent(() => {
    // At the end, or where somebody went back to the newest.
    if (place === null) stop();
    else show(place + stride);
  });
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => advance(), delayMs);
    return () => clearInterval(timer);
  }, [isPlaying, delayMs]);
  const start = (): void => {
    if (place === null) show(0);
    setPlaying(true);
  };
  return { isPlaying, start, stop };
}

function prefersLessMotion(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;
}
