/** The chosen pair of tasks: the values used and measured, and controls large enough for a finger. */
import { correlationField } from '../../src/experiment/fields.ts';
import { formatChange, formatWeight } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { DraftInput, useDraft } from '../ui/fields/DraftInput.tsx';
import styles from './CorrelationEditor.module.css';
import { type Correlations, cellOfPair, isRepaired, nameOfPair, type Pair } from './useCorrelations.ts';

const words = text.correlation;

interface PairProps {
  readonly pair: Pair;
  readonly correlations: Correlations;
}

export function PairFacts({ pair, correlations }: PairProps) {
  const name = nameOfPair(correlations.taskNames, pair);
  return (
    <p className={styles['facts']}>
      <strong>{text.punctuation.heading(name)}</strong> {pairFactsOf(pair, correlations).join(' · ')}
    </p>
  );
}

export function PairControls({ pair, correlations: { requested, taskNames, setPair } }: PairProps) {
  const name = nameOfPair(taskNames, pair);
  const value = cellOfPair(requested, pair);
  const change = (next: number): void => setPair(pair, next);
  const draft = useDraft(correlationField, value, change);
  return (
    <div className={styles['large']}>
      <span className={styles['pair']}>{name}</span>
      <CorrelationSlider label={words.sliderOf(name)} value={value} onChange={change} />
      <DraftInput
        draft={draft}
        aria-label={words.valueOf(name)}
        title={draft.problem ?? undefined}
        className={styles['number']}
      />
    </div>
  );
}

function pairFactsOf(pair: Pair, correlations: Correlations): readonly string[] {
  const { requested, repair, expected, measured, areApart } = correlations;
  const [value, used] = [cellOfPair(requested, pair), cellOfPair(repair.matrix, pair)];
  const [label, share] = [cellOfPair(measured, pair), cellOfPair(expected, pair)];
  const areUnrelated = used !== 0 && areApart(pair.row, pair.column);
  return [
    ...(isRepaired(repair, pair) ? [words.used(formatWeight(used), formatChange(used - value))] : []),
    ...(Number.isNaN(share) ? [] : [areUnrelated ? words.apart : words.expected(formatWeight(share))]),
    ...(Number.isNaN(label) ? [] : [words.measured(formatWeight(label))]),
  ];
}

interface CorrelationSliderProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

export function CorrelationSlider({ label, value, onChange }: CorrelationSliderProps) {
  const { min, max, step } = correlationField.range ?? {};
  return (
    <input
      type="range"
      className={styles['slider']}
      aria-label={label}
      min={min}
      max={max}
      step={step}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    />
  );
}
