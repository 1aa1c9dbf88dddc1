/** A sweep that was trained before: what one looks like, until there is one of the visitor's. */
import { type ReactNode, useMemo } from 'react';
import { referenceOf } from '../../src/experiment/comparison.ts';
import { presets } from '../../src/presets/presets.ts';
import type { SweepPoint } from '../../src/sweep/points.ts';
import { text } from '../../src/text/text.ts';
import { openPreset } from '../presets/openPreset.ts';
import { useExperiment, usePlayground } from '../state/playground.ts';
import { readSweep } from '../state/sweep/sweepController.ts';
import type { FoundPoints } from '../state/sweep/sweepState.ts';
import { Button } from '../ui/Button.tsx';
import styles from './Sweep.module.css';

const words = text.sweep.results;

type FoundSweep = FoundPoints<SweepPoint>;

interface SavedSweepProps {
  /** The sweep as text. */
  readonly written: string;
  readonly children: (found: FoundSweep) => ReactNode;
}

export function SavedSweep({ written, children }: SavedSweepProps) {
  const playground = usePlayground();
  const color = referenceOf(useExperiment())?.color;
  const found = useMemo(() => withReferenceIn(color, readSweep(written)), [color, written]);
  const preset = presets.find(({ id }) => id === 'sweep');
  if (found === null || preset === undefined) return null;
  return (
    <>
      <p className={styles['note']}>
        {words.saved(preset.title)}{' '}
        <Button look="link" onClick={() => void openPreset(playground, preset)}>
          {words.openSaved}
        </Button>
      </p>
      {children(found)}
    </>
  );
}

/** The sweep with its reference in that colour, which has the accent on the page. */
function withReferenceIn(color: number | undefined, found: FoundSweep | null): FoundSweep | null {
  const own = found && referenceOf(found.sweep.experiment)?.color;
  if (found === null || color === undefined || own == null) return found;
  const { sweep, points } = found;
  const swapped = new Map([
    [own, color],
    [color, own],
  ]);
  const cards = sweep.experiment.cards.map((card) => ({
    ...card,
    color: swapped.get(card.color) ?? card.color,
  }));
  return { points, sweep: { ...sweep, experiment: { ...sweep.experiment, cards } } };
}
