/** A figure of the article that trains: a slider, its picture, and what it says. */
import { useEffect, useId, useRef, useState } from 'react';
import { linkOfAll } from '../../src/experiment/link/link.ts';
import { thisRelease } from '../../src/experiment/link/release.ts';
import { emptyRun, type Run } from '../../src/run/run.ts';
import type { ArticleFigure } from '../../src/teach/article/figures.ts';
import { formatCount, formatShort } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { Button } from '../ui/Button.tsx';
import { placeOnArticleMap } from './mapPlaces.ts';
import {
  GatePicture,
  type MapData,
  MapPicture,
  NetworksPicture,
  sentenceOf,
  VerdictPicture,
} from './pictures.tsx';
import { recordedGates, recordedRunOf } from './recordings.ts';
import { pointOfRow, type RowGate, rowGateOf } from './rowGate.ts';
import type { Trainer } from './trainer.ts';

const words = text.liveFigure;

interface LiveFigureProps {
  readonly figure: ArticleFigure;
  readonly map: MapData;
  readonly trainer: Trainer;
  /** Told the address of what is shown. */
  readonly onLink: (address: string) => void;
}

type Progress =
  | { readonly kind: 'recorded' | 'failed' }
  | { readonly kind: 'training'; readonly step: number }
  | { readonly kind: 'trained'; readonly seconds: number };

export function LiveFigure({ figure, map, trainer, onLink }: LiveFigureProps) {
  const { hand, id } = figure;
  const [place, setPlace] = useState(hand.values.indexOf(hand.start));
  const value = hand.values[place] ?? hand.start;
  const { shown, gate, progress, train } = useTraining(figure, value, trainer);
  const sliderId = useId();
  const move = (to: number): void => {
    setPlace(to);
    const at = hand.values[to] ?? hand.start;
    onLink(`../#${linkOfAll(figure.at(at), null, thisRelease)}`);
    train(at);
  };
  return (
    <>
      <div data-hand>
        <label htmlFor={sliderId}>{words.hands[id](value)}</label>
        <input
          id={sliderId}
          type="range"
          min={0}
          max={hand.values.length - 1}
          value={place}
          aria-valuetext={words.hands[id](value)}
          onChange={({ target }) => move(Number(target.value))}
        />
        <Button icon="play" onClick={() => train(value)}>
          {words.train}
        </Button>
      </div>
      <p data-progress={progress.kind}>{progressText(progress)}</p>
      <Picture {...{ figure, shown, gate, map, value }} onColumn={move} />
      <p data-sentence aria-live="polite">
        {figure.picture === 'gate' || progress.kind === 'training' ? '' : sentenceOf(shown)}
      </p>
    </>
  );
}

function progressText(progress: Progress): string {
  switch (progress.kind) {
    case 'training':
      return words.training(formatCount(progress.step));
    case 'trained':
      return words.trained(formatShort(progress.seconds));
    default:
      return words[progress.kind];
  }
}

interface Shown {
  readonly experiment: ArticleFigure['experiment'];
  readonly run: Run;
}

/** A newer value replaces the one in training at most this often, so that something is seen under a moving hand. */
const leastMs = 400;

/** The one whose gate is looked into has its gate alone. */
const recordedOf = ({ id, picture, experiment, hand }: ArticleFigure): Shown => ({
  experiment,
  run: picture === 'gate' ? emptyRun : recordedRunOf(id, hand.start),
});

function useTraining(figure: ArticleFigure, value: number, trainer: Trainer) {
  const { at, picture } = figure;
  const [shown, setShown] = useState<Shown>(() => recordedOf(figure));
  const [gate, setGate] = useState(recordedGates.after);
  const [progress, setProgress] = useState<Progress>({ kind: 'recorded' });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const startedMs = useRef(Number.NEGATIVE_INFINITY);
  const hasNetworks = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);

  const look = async (along: number): Promise<void> => {
    const probed = await trainer.probe('A', pointOfRow(along));
    const seen = probed && rowGateOf(at(along), probed);
    if (seen !== null) setGate(seen);
  };
  const start = async (to: number): Promise<void> => {
    const experiment = at(to);
    startedMs.current = performance.now();
    setProgress({ kind: 'training', step: 0 });
    const onEvaluated = (run: Run): void => {
      setProgress({ kind: 'training', step: run.step });
      if (picture === 'gate') void look(to);
      else if (experiment.cards.every(({ id }) => run.networks.has(id))) setShown({ experiment, run });
    };
    const onInterrupted = (): void => {
      hasNetworks.current = false;
      setProgress({ kind: 'recorded' });
    };
    try {
      const trained = await trainer.train(experiment, { onEvaluated, onInterrupted });
      startedMs.current = Number.NEGATIVE_INFINITY;
      hasNetworks.current = true;
      setShown(trained);
      setProgress({ kind: 'trained', seconds: trained.seconds });
      if (picture === 'gate') await look(to);
    } catch {
      setProgress({ kind: 'failed' });
    }
  };
  const train = (to: number): void => {
    clearTimeout(timer.current);
    if (picture === 'gate' && hasNetworks.current && to !== value) void look(to);
    else
      timer.current = setTimeout(
        () => void start(to),
        Math.max(0, startedMs.current + leastMs - performance.now()),
      );
  };
  return { shown, gate, progress, train };
}

interface PictureProps {
  readonly figure: ArticleFigure;
  readonly shown: Shown;
  readonly gate: RowGate;
  readonly map: MapData;
  readonly value: number;
  readonly onColumn: (column: number) => void;
}

function Picture({ figure, shown, gate, map, value, onColumn }: PictureProps) {
  switch (figure.picture) {
    case 'gate':
      return <GatePicture experiment={figure.experiment} shown={gate} />;
    case 'networks':
      return <NetworksPicture experiment={shown.experiment} networks={shown.run.networks} />;
    case 'map':
      return (
        <>
          <MapPicture
            map={map}
            here={placeOnArticleMap(figure.hand.values.indexOf(value))}
            onChoose={({ column }) => onColumn(column)}
          />
          <VerdictPicture {...shown} />
        </>
      );
    case 'verdict':
      return <VerdictPicture {...shown} />;
    default:
      return figure.picture satisfies never;
  }
}
