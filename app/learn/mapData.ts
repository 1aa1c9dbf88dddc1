/** The map of the article, by labels and number of tasks: as the playground draws it, and before anything is told. */
import { binsOf } from '../../src/studies/map/bins.ts';
import { levelsOfAxes } from '../../src/studies/map/levels.ts';
import { contestantNames, levelName, mapAnswer, mapAxisName } from '../../src/studies/map/mapWords.ts';
import { readingsOf } from '../../src/studies/map/readings.ts';
import type { RecordedMap } from '../../src/studies/map/recordedMap.ts';
import { text } from '../../src/text/text.ts';
import { keysOf, shownCellOf } from '../panels/map/binCells.ts';
import type { MapData } from './pictures.tsx';

const words = text.map;
const [x, y, rival] = ['labels', 'tasks', 'ple'] as const;

export function mapDataOf(map: RecordedMap): MapData {
  const rows = binsOf(readingsOf(map), x, y).toReversed();
  return {
    title: words.title,
    note: words.note(contestantNames[rival]),
    name: words.name(mapAxisName(x), mapAxisName(y)),
    axes: { x: mapAxisName(x), y: mapAxisName(y) },
    columnNames: levelsOfAxes[x].map((level) => levelName(x, level)),
    rowNames: levelsOfAxes[y].map((level) => levelName(y, level)).toReversed(),
    legend: [],
    keys: keysOf(rows.flat()),
    cells: rows.map((row) => row.map((bin) => shownCellOf(bin, rival))),
    said: mapAnswer(rows.flat()),
  };
}

/** How many set-ups each cell has, and not who wins them. */
export const untoldMapOf = (data: MapData, map: RecordedMap): MapData => {
  const rows = binsOf(readingsOf(map), x, y).toReversed();
  return {
    ...data,
    keys: [],
    cells: rows.map((row) =>
      row.map(({ setUps }) => {
        const label = words.numSetUps(setUps.length);
        return { fill: 'few', label, short: '', said: label };
      }),
    ),
  };
};
