/** Edits one correlation matrix, beside the repaired matrix and the correlation of labels. */
import { type ReactNode, useState } from 'react';
import type { CsvRow } from '../../src/core/spreadsheet.ts';
import type { MatrixKey } from '../../src/experiment/edit.ts';
import { formatWeight } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { SaveMenu } from '../charts/figure/SaveMenu.tsx';
import { FormPart } from '../lesson/FormPart.tsx';
import { useExperiment } from '../state/playground.ts';
import { Lazy, lazyPart } from '../ui/Lazy.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Fold } from '../view/Fold.tsx';
import styles from './CorrelationEditor.module.css';
import { CorrelationPicture, type CorrelationView } from './CorrelationPicture.tsx';
import { PairControls, PairFacts } from './PairStrip.tsx';
import { type Correlations, cellOfPair, type Pair, useCorrelations } from './useCorrelations.ts';

const words = text.correlation;
const groupSlidersPart = lazyPart(() => import('./GroupSliders.tsx'));
const firstPair: Pair = { row: 0, column: 1 };

const orderedPair = ({ row, column }: Pair): Pair =>
  row < column ? { row, column } : { row: column, column: row };

interface CorrelationEditorProps {
  readonly matrixKey: MatrixKey;
  readonly more: ReactNode;
}

export function CorrelationEditor({ matrixKey, more }: CorrelationEditorProps) {
  const { tasks } = useExperiment();
  const correlations = useCorrelations(matrixKey);
  const [view, setView] = useState<CorrelationView>('requested');
  const [chosen, setChosen] = useState(firstPair);
  const pair = chosen.column < tasks.length ? chosen : firstPair;
  const isBinary = tasks.some(({ kind }) => kind === 'binary');
  return (
    <div className={styles['editor']}>
      <FormPart part="correlation">
        <CorrelationPicture
          view={view}
          correlations={correlations}
          onChoose={(place) => setChosen(orderedPair(place))}
        />
        <RepairWarning correlations={correlations} />
        <PairControls key={`${pair.row} ${pair.column}`} pair={pair} correlations={correlations} />
      </FormPart>
      <Fold part={matrixKey}>
        <summary>{words.details}</summary>
        <div className={styles['head']}>
          <Segmented label={words.whichView} names={words.views} value={view} onChange={setView} />
          <SaveMenu numbers={{ title: words.saved, csvRows: () => correlationCsvRows(correlations) }} />
        </div>
        <PairFacts pair={pair} correlations={correlations} />
        <p className="note">
          {viewNoteOf(view, correlations)} {isBinary && view === 'labels' && words.notes.binary}
        </p>
        <FormPart part="correlation" isQuiet>
          <Lazy part={groupSlidersPart}>
            {({ GroupSliders }) => <GroupSliders correlations={correlations} />}
          </Lazy>
        </FormPart>
        {more}
      </Fold>
    </div>
  );
}

const correlationCsvRows = ({
  taskNames,
  requested,
  repair,
  expected,
  measured,
}: Correlations): readonly CsvRow[] => [
  words.numbersHeader,
  ...taskNames.flatMap((name, row) =>
    taskNames.slice(row + 1).map((other, index) => {
      const pair = { row, column: row + index + 1 };
      return [
        name,
        other,
        ...[requested, repair.matrix, expected, measured].map((one) => cellOfPair(one, pair)),
      ];
    }),
  ),
];

function RepairWarning({ correlations: { requested, repair } }: { readonly correlations: Correlations }) {
  const { changedCells, matrix } = repair;
  if (changedCells.length === 0) return null;
  const changes = changedCells.map((cell) =>
    Math.abs(cellOfPair(matrix, cell) - cellOfPair(requested, cell)),
  );
  return (
    <p className={styles['repair']}>{words.repaired(changes.length, formatWeight(Math.max(...changes)))}</p>
  );
}

function viewNoteOf(view: CorrelationView, { matrixKey, measured }: Correlations): string {
  if (view !== 'labels') return words.notes[view];
  if (matrixKey === 'secondCorrelation') return words.notes.secondLabels;
  return measured === null ? words.notes.labelsBefore : words.notes.labels;
}
