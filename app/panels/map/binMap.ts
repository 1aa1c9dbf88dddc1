/** The map of winners as plain data, from its bins. */
import type { MapBin } from '../../../src/studies/map/bins.ts';
import type { Contestant } from '../../../src/studies/map/contestants.ts';
import { levelsOfAxes, type MapAxisId } from '../../../src/studies/map/levels.ts';
import {
  advantageInBin,
  binText,
  contestantNames,
  levelName,
  mapAxisName,
  outcomeText,
} from '../../../src/studies/map/mapWords.ts';
import { formatGain } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import type { MapKey, WinnerCell, WinnerMapProps } from '../../charts/map/WinnerMap.tsx';
import { colorOf } from './studiedMap.ts';

const words = text.map;

export interface BinMapAxes {
  readonly x: MapAxisId;
  readonly y: MapAxisId;
  readonly rival: Contestant;
}

type MapOfBins = Pick<
  WinnerMapProps,
  'title' | 'note' | 'name' | 'axes' | 'columnNames' | 'rowNames' | 'keys' | 'cells'
>;

/** `rows`: from the highest level of y down. */
export const binMapOf = (rows: readonly (readonly MapBin[])[], { x, y, rival }: BinMapAxes): MapOfBins => ({
  title: words.title,
  note: words.note(contestantNames[rival]),
  name: words.name(mapAxisName(x), mapAxisName(y)),
  axes: { x: mapAxisName(x), y: mapAxisName(y) },
  columnNames: levelsOfAxes[x].map((level) => levelName(x, level)),
  rowNames: levelsOfAxes[y].map((level) => levelName(y, level)).toReversed(),
  keys: keysOf(rows.flat()),
  cells: rows.map((row) => row.map((bin) => shownCellOf(bin, rival))),
});

const fillOf = ({ outcome }: MapBin): MapKey['fill'] =>
  outcome.kind === 'won' ? colorOf(outcome.winner) : outcome.kind === 'tooFew' ? 'few' : 'open';

function shownCellOf(bin: MapBin, rival: Contestant): WinnerCell {
  const { outcome } = bin;
  const signs = { equal: '=', unclear: '?', tooFew: '' };
  const label = outcome.kind === 'won' ? contestantNames[outcome.winner] : signs[outcome.kind];
  const short =
    outcome.kind === 'tooFew' ? String(bin.setUps.length) : formatGain(advantageInBin(bin, rival).mean);
  return { fill: fillOf(bin), label, short, said: binText(bin, rival) };
}

function keysOf(bins: readonly MapBin[]): readonly MapKey[] {
  const kinds = ['won', 'equal', 'unclear', 'tooFew'];
  const keys = bins
    .toSorted((a, b) => kinds.indexOf(a.outcome.kind) - kinds.indexOf(b.outcome.kind))
    .map((bin) => ({ fill: fillOf(bin), name: outcomeText(bin.outcome) }));
  return keys.filter(({ name }, index) => keys.findIndex((other) => other.name === name) === index);
}
