/** The recorded map: who wins where, by two circumstances, and what was found about AdaTT. */
import { useMemo, useState } from 'react';
import { sizeFactors } from '../../../src/experiment/derived/sizes.ts';
import { BIN_LEVEL, binsOf, EQUAL_MARGIN, type MapBin, MIN_SET_UPS } from '../../../src/studies/map/bins.ts';
import { listText, populationRanges, rangeText } from '../../../src/studies/map/circumstances.ts';
import { type Contestant, contestants } from '../../../src/studies/map/contestants.ts';
import { type MapAxisId, mapAxisIds } from '../../../src/studies/map/levels.ts';
import {
  advantageInBin,
  binText,
  contestantNames,
  estimateText,
  halvesText,
  mapAnswer,
  mapAxisName,
  mapNumbers,
  otherWaysText,
  outcomeText,
  placeOnMap,
  sentenceText,
  whereText,
} from '../../../src/studies/map/mapWords.ts';
import { isExplored, type TestedSentence, testedSentences } from '../../../src/studies/map/sentences.ts';
import { formatLevel } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import type { GridPlace } from '../../charts/base/useGridCursor.ts';
import { WinnerMap } from '../../charts/map/WinnerMap.tsx';
import otherFindings from '../../recorded/otherWays.json';
import { useExperiment } from '../../state/playground.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { Select } from '../../ui/Select.tsx';
import { Fold } from '../../view/Fold.tsx';
import { PaperTable } from '../../view/PaperTable.tsx';
import sweepStyles from '../sweep/Sweep.module.css';
import { type BinMapAxes, binMapOf } from './binMap.ts';
import styles from './Map.module.css';
import { MapEffects } from './MapEffects.tsx';
import { MapSetUps } from './MapSetUps.tsx';
import { PublicFiles } from './PublicFiles.tsx';
import { numDiverged, readings, recordedMap, studiedRivals, studiedTraining } from './studiedMap.ts';

const words = text.map;

const { setUps, backend } = recordedMap;
const { numTasks, labels, numExperts } = populationRanges;
const numExplored = readings.filter(isExplored).length;

const studySentence = words.study(readings.length, studiedTraining.numReplicas, contestants.length);
const methodSentences = [
  words.population(
    [listText(numTasks), rangeText(labels), listText(numExperts)],
    numExplored,
    readings.length - numExplored,
  ),
  words.training(sizeFactors, studiedTraining.numSteps),
  words.rule(formatLevel(BIN_LEVEL), MIN_SET_UPS, EQUAL_MARGIN),
  words.recorded(
    setUps.reduce((sum, { seconds }) => sum + seconds, 0),
    text.session.backendLabel(backend),
    numDiverged,
  ),
];

export function MapPanel() {
  const [shown, setShown] = useState<BinMapAxes>({ x: 'labels', y: 'tasks', rival: 'ple' });
  const [chosen, setChosen] = useState<GridPlace | null>(null);
  const { x, y, rival } = shown;
  const rows = useMemo(() => binsOf(readings, x, y).toReversed(), [x, y]);
  const show = (changed: Partial<BinMapAxes>): void => {
    setShown({ ...shown, ...changed });
    setChosen(null);
  };
  const bin = chosen === null ? undefined : rows[chosen.row]?.[chosen.column];
  return (
    <>
      <TestedSentences />
      <p className={sweepStyles['intro']}>{mapAnswer(rows.flat())}</p>
      <p className={sweepStyles['note']}>{studySentence}</p>
      <MapChoices shown={shown} onChange={show} />
      <BinMap {...shown} rows={rows} onChoose={setChosen} />
      {bin && <MapSetUps bin={bin} rival={rival} onClose={() => setChosen(null)} />}
      <MapEffects />
      <PublicFiles />
      <PaperTable />
      <Fold part="map" className={panelStyles['method']}>
        <summary>{words.method}</summary>
        {methodSentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Fold>
    </>
  );
}

function TestedSentences() {
  const tested = useMemo(() => testedSentences(readings), []);
  const isConfirmed = ({ status }: TestedSentence) => Number(status === 'confirmed');
  const ordered = tested.toSorted((a, b) => isConfirmed(b) - isConfirmed(a));
  return (
    <>
      <h2 className={sweepStyles['title']}>{words.sentences}</h2>
      <ul className={sweepStyles['comparisons']}>
        {ordered.map((one) => {
          const turned = otherWaysText(otherFindings, tested.indexOf(one), 0);
          return (
            <li key={sentenceText(one)} className={styles['list']}>
              <strong>{sentenceText(one)}</strong> <span className="note">{words.status[one.status]}</span>
              <p className="note">{halvesText(one)}</p>
              {turned !== '' && <p className="note">{words.otherWays.turned(turned)}</p>}
            </li>
          );
        })}
      </ul>
      <Fold part="otherWays" className={panelStyles['method']}>
        <summary>{words.otherWays.title}</summary>
        {tested.map((one, index) => (
          <p key={sentenceText(one)}>{words.at(sentenceText(one), otherWaysText(otherFindings, index))}</p>
        ))}
      </Fold>
    </>
  );
}

interface MapChoicesProps {
  readonly shown: BinMapAxes;
  readonly onChange: (changed: Partial<BinMapAxes>) => void;
}

function MapChoices({ shown: { x, y, rival }, onChange }: MapChoicesProps) {
  const axesBut = (other: MapAxisId) =>
    mapAxisIds.map((value) => ({ value, label: mapAxisName(value), disabled: value === other }));
  const rivals = studiedRivals.map((value) => ({ value, label: contestantNames[value] }));
  return (
    <div className={styles['choices']}>
      <Select
        label={words.across}
        options={axesBut(y)}
        value={x}
        onChange={(next) => onChange({ x: next })}
      />
      <Select label={words.up} options={axesBut(x)} value={y} onChange={(next) => onChange({ y: next })} />
      <Select
        label={words.rival}
        options={rivals}
        value={rival}
        onChange={(next) => onChange({ rival: next })}
      />
    </div>
  );
}

interface BinMapProps extends BinMapAxes {
  readonly rows: readonly (readonly MapBin[])[];
  readonly onChoose: (place: GridPlace) => void;
}

function BinMap({ x, y, rival, rows, onChoose }: BinMapProps) {
  const here = useHere(x, y, rival, rows);
  const map = useMemo(() => binMapOf(rows, { x, y, rival }), [rows, x, y, rival]);
  return (
    <WinnerMap
      {...map}
      legend={[studySentence, ...methodSentences]}
      {...{ here: here.place, said: here.said, onChoose }}
      csvRows={() => mapNumbers(rows.flat(), rival)}
      table={() => (
        <NumbersTable
          headings={[words.bin, words.outcome, words.over(contestantNames[rival])]}
          rows={rows
            .flat()
            .map((bin) => [
              whereText(bin.where),
              outcomeText(bin.outcome),
              bin.outcome.kind === 'tooFew' ? text.app.ui.noValue : estimateText(advantageInBin(bin, rival)),
            ])}
        />
      )}
    />
  );
}

function useHere(x: MapAxisId, y: MapAxisId, rival: Contestant, rows: BinMapProps['rows']) {
  const experiment = useExperiment();
  return useMemo(() => {
    const { place, reason } = placeOnMap(experiment, x, y);
    if (place === null) return { place, said: reason };
    const fromTop = { row: rows.length - 1 - place.row, column: place.column };
    const bin = rows[fromTop.row]?.[fromTop.column];
    return { place: fromTop, said: bin === undefined ? '' : words.here(binText(bin, rival)) };
  }, [experiment, x, y, rival, rows]);
}
