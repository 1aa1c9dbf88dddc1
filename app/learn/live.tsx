/** The live part of the article, fetched ahead: one worker for all figures, each with a slider, what it says, and its picture. */
import { useEffect, useId, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { linkOfAll } from '../../src/experiment/link/link.ts';
import { emptyRun, type Run } from '../../src/run/run.ts';
import { WorkerSession } from '../../src/session/client/workerSession.ts';
import { type ArticleFigure, articleFigures } from '../../src/teach/article/figures.ts';
import { formatCount, formatShort } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { Button } from '../ui/Button.tsx';
import { createFigureTrainer } from './figureTrainer.ts';
import { GatePicture, NetworksPicture, pictureSentenceOf, VerdictPicture } from './pictures.tsx';
import { recordedGates, recordedRunOf } from './recordings.ts';
import { pointOfRow, rowGateOf } from './rowGate.ts';

const words = text.liveFigure;

const trainer = createFigureTrainer(
  () =>
    new WorkerSession(() => new Worker(new URL('../../src/worker.ts', import.meta.url), { type: 'module' })),
);

/** Puts the live picture where the recorded one is. */
export function bringToLife(element: HTMLElement): void {
  const figure = articleFigures.find(({ id }) => id === element.dataset['figure']);
  const place = element.querySelector('[data-live]');
  const link = element.querySelector('[data-open] a');
  if (figure === undefined || place === null) return;
  createRoot(place).render(
    <LiveFigure figure={figure} onLink={(address) => link?.setAttribute('href', address)} />,
  );
}

interface LiveFigureProps {
  readonly figure: ArticleFigure;
  /** Told the address of what is shown. */
  readonly onLink: (address: string) => void;
}

function LiveFigure({ figure, onLink }: LiveFigureProps) {
  const { values, start, id, at, picture } = figure;
  const [place, setPlace] = useState(values.indexOf(start));
  const value = values[place] ?? start;
  const { shown, gate, state, said, train } = useTraining(figure);
  const sliderId = useId();
  const move = (to: number): void => {
    const next = values[to] ?? start;
    setPlace(to);
    onLink(`../#${linkOfAll(at(next))}`);
    train(next, true);
  };
  return (
    <>
      <div data-hand>
        <label htmlFor={sliderId}>{words.hands[id](value)}</label>
        <input
          id={sliderId}
          type="range"
          max={values.length - 1}
          value={place}
          aria-valuetext={words.hands[id](value)}
          onChange={({ target }) => move(Number(target.value))}
        />
        <Button icon="play" onClick={() => train(value)}>
          {words.train}
        </Button>
      </div>
      <p data-progress={state}>{said}</p>
      {picture === 'gate' && <GatePicture experiment={shown.experiment} shown={gate} />}
      {picture === 'networks' && <NetworksPicture {...shown} networks={shown.run.networks} />}
      {picture === 'verdict' && <VerdictPicture {...shown} />}
      <p data-sentence aria-live="polite">
        {picture === 'gate' || state === 'training' || state === 'stopped' ? '' : pictureSentenceOf(shown)}
      </p>
    </>
  );
}

interface Shown {
  readonly experiment: ReturnType<ArticleFigure['at']>;
  readonly run: Run;
}

interface Progress {
  readonly state: 'recorded' | 'training' | 'stopped' | 'trained' | 'failed';
  readonly said: string;
}

const recordedProgress: Progress = { state: 'recorded', said: words.recorded };
const stoppedProgress: Progress = { state: 'stopped', said: words.stopped };

/** A newer value replaces the one in training at most this often, so that something is seen under a moving hand. */
const leastMs = 400;

function useTraining({ id, at, start, picture }: ArticleFigure) {
  const hasGate = picture === 'gate';
  const [shown, setShown] = useState<Shown>(() => ({
    experiment: at(start),
    run: hasGate ? emptyRun : recordedRunOf(id, start),
  }));
  const [gate, setGate] = useState(recordedGates.after);
  const [{ state, said }, setProgress] = useState(recordedProgress);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const startedMs = useRef(Number.NEGATIVE_INFINITY);
  const hasNetworks = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);

  const look = async (along: number): Promise<void> => {
    const probed = await trainer.probe('A', pointOfRow(along));
    const seen = probed && rowGateOf(at(along), probed);
    if (seen !== null) setGate(seen);
  };
  const begin = async (to: number): Promise<void> => {
    const experiment = at(to);
    startedMs.current = performance.now();
    const onEvaluated = (run: Run): void => {
      setProgress({ state: 'training', said: words.training(formatCount(run.step)) });
      if (hasGate) void look(to);
      else if (experiment.cards.every((card) => run.networks.has(card.id))) setShown({ experiment, run });
    };
    const onReplaced = (): void => {
      hasNetworks.current = false;
      setProgress((now) => (now.state === 'training' ? stoppedProgress : now));
    };
    try {
      const training = trainer.train(experiment, { onEvaluated, onReplaced });
      setProgress({ state: 'training', said: words.training(formatCount(0)) });
      const { run, seconds } = await training;
      startedMs.current = Number.NEGATIVE_INFINITY;
      hasNetworks.current = true;
      setShown({ experiment, run });
      setProgress({ state: 'trained', said: words.trained(formatShort(seconds)) });
      if (hasGate) await look(to);
    } catch {
      setProgress({ state: 'failed', said: words.failed });
    }
  };
  /** `isMoved`: a row that moves needs no other network. */
  const train = (to: number, isMoved = false): void => {
    clearTimeout(timer.current);
    if (hasGate && isMoved && hasNetworks.current) void look(to);
    else {
      const waitMs = startedMs.current + leastMs - performance.now();
      timer.current = setTimeout(() => void begin(to), Math.max(0, waitMs));
    }
  };
  return { shown, gate, state, said, train };
}
