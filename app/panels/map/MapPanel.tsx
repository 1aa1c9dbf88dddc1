/** The recorded map: who wins at which correlation and number of labels. */
import { useCallback, useMemo } from 'react';
import { RELATED_CORRELATION } from '../../../src/data/sources/sharedFeaturesInfo.ts';
import { referenceOf } from '../../../src/experiment/comparison.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { effectWords, intervalWords, spokenNameOf } from '../../../src/run/report/verdictWords.ts';
import { mapAxesOf, mapPlaceOf, nearestCell, readMap } from '../../../src/studies/sweep/map.ts';
import {
  mapAnswer,
  mapNumbers,
  numOtherSettings,
  type ShownCell,
  shownCellOf,
} from '../../../src/studies/sweep/mapWords.ts';
import { formatCount, formatLevel, formatTick } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import type { GridPlace } from '../../charts/base/useGridCursor.ts';
import type { HereMark, MapWinner } from '../../charts/map/WinnerMap.tsx';
import { WinnerMap } from '../../charts/map/WinnerMap.tsx';
import written from '../../recorded/map.json?raw';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { useExperiment, useLabelCorrelation, usePlayground } from '../../state/playground.ts';
import { runKeyOf } from '../../state/run/runKey.ts';
import { Button } from '../../ui/Button.tsx';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { Fold } from '../../view/Fold.tsx';
import styles from '../sweep/Sweep.module.css';
import { PaperTable } from './PaperTable.tsx';

const words = text.map;

const recordedMap = readMap(written);
const { correlations, labels } = mapAxesOf(recordedMap);
const shownMapCells = recordedMap.cells.map(shownCellOf);
const mapRows = labels
  .toReversed()
  .map((numLabels) => shownMapCells.filter(({ cell }) => cell.numLabels === numLabels));
const mapColumnNames = correlations.map((correlation) => formatTick(correlation));
const mapRowNames = labels.toReversed().map(formatCount);

// The experiments of all cells have the same cards.
const comparedNames = comparedNamesIn(shownMapCells[0]?.experiment);

interface ComparedNames {
  readonly reference: string;
  readonly winners: readonly MapWinner[];
  readonly rivals: readonly string[];
  readonly numTasks: number;
  readonly numReplicas: number;
}

function comparedNamesIn(experiment: Experiment | undefined): ComparedNames {
  const reference = experiment === undefined ? null : referenceOf(experiment);
  if (experiment === undefined || reference === null) throw new Error('The recorded map has no cells.');
  const { cards, tasks, training } = experiment;
  return {
    reference: spokenNameOf(experiment, reference.id),
    winners: cards.map(({ id }) => ({
      id,
      name: spokenNameOf(experiment, id),
      tone: id === reference.id ? 'good' : 'bad',
    })),
    rivals: cards.filter(({ id }) => id !== reference.id).map(({ id }) => spokenNameOf(experiment, id)),
    numTasks: tasks.length,
    numReplicas: training.numReplicas,
  };
}

const mapAnswerText = mapAnswer(shownMapCells);
const mapDefinition = words.definition(comparedNames.reference);
const mapFacts = [
  words.experiments(comparedNames.numTasks, RELATED_CORRELATION),
  words.levels(formatLevel(recordedMap.cells[0]?.rivals[0]?.level ?? Number.NaN)),
  words.recorded(
    recordedMap.cells.reduce((sum, { seconds }) => sum + seconds, 0),
    text.session.backendLabel(recordedMap.backend),
  ),
];

const mapLegend = [mapAnswerText, mapDefinition, ...mapFacts];

export function MapPanel() {
  const here = useHereMark();
  const open = useOpenCell();
  const onChoose = useCallback(
    ({ row, column }: GridPlace) => {
      const cell = mapRows[row]?.[column];
      if (cell !== undefined) open(cell);
    },
    [open],
  );
  return (
    <>
      <p className={styles['answer']}>{mapAnswerText}</p>
      <p className={styles['intro']}>{mapDefinition}</p>
      <WinnerMap
        title={words.title}
        note={words.note(comparedNames.reference, comparedNames.numReplicas)}
        name={words.name(comparedNames.reference, comparedNames.rivals)}
        winners={comparedNames.winners}
        axes={words.axes}
        cells={mapRows}
        {...{ columnNames: mapColumnNames, rowNames: mapRowNames, here, onChoose, legend: mapLegend }}
        csvRows={() => mapNumbers(shownMapCells)}
        table={() => (
          <NumbersTable
            headings={[words.cellHeading, words.winnerHeading, ...comparedNames.rivals.map(words.over)]}
            rows={shownMapCells.map((shown) => [
              <>
                {shown.where}{' '}
                <Button look="link" aria-label={words.openAt(shown.where)} onClick={() => open(shown)}>
                  {words.open}
                </Button>
              </>,
              shown.outcome,
              ...shown.cell.rivals.map((rival) => words.effect(effectWords(rival), intervalWords(rival))),
            ])}
          />
        )}
      />
      <PaperTable />
      <Fold part="map" className={panelStyles['method']}>
        <summary>{words.method}</summary>
        {mapFacts.map((fact) => (
          <p key={fact}>{fact}</p>
        ))}
      </Fold>
    </>
  );
}

// Opens the experiment of a cell, which closes the current run; undo brings it back.
function useOpenCell(): (cell: ShownCell) => void {
  const playground = usePlayground();
  return useCallback(
    ({ experiment, where }) =>
      playground.leaveRun(() => openExperiment(playground, { experiment }, { message: words.opened(where) })),
    [playground],
  );
}

function useHereMark(): HereMark {
  const experiment = useExperiment();
  const ofLabels = useLabelCorrelation();
  return useMemo(() => {
    const place = mapPlaceOf(experiment, recordedMap, ofLabels);
    if (place === null) {
      const said = experiment.tasks.length < 2 ? words.here.oneTask : words.here.unknownFile;
      return { place, said };
    }
    const nearest = nearestCell(place, recordedMap);
    const cell = shownMapCells.find((one) => one.cell === nearest);
    const isCell = cell !== undefined && runKeyOf(cell.experiment) === runKeyOf(experiment);
    const numOther = cell === undefined ? 0 : numOtherSettings(cell, experiment);
    const cautions = [
      ...(place.isBeyond ? [words.here.beyond] : []),
      ...(place.isEven ? [] : [words.here.uneven]),
      ...(numOther > 0 ? [words.here.otherSettings(numOther)] : []),
    ];
    const where = words.here[place.isOfFile ? 'ofFile' : 'onAverage'](place.correlation, place.numLabels);
    return {
      // Rows of the picture count from the top, labels from the fewest.
      place: { row: labels.length - 1 - place.row, column: place.column },
      said: isCell ? words.here.cell(cell.said) : words.here.at(where, cautions),
    };
  }, [experiment, ofLabels]);
}
