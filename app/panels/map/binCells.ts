/** Cells and keys of the map, from its bins. */
import type { MapBin } from '../../../src/studies/map/bins.ts';
import type { Contestant } from '../../../src/studies/map/contestants.ts';
import { advantageInBin, binText, contestantNames, outcomeText } from '../../../src/studies/map/mapWords.ts';
import { formatGain } from '../../../src/text/format.ts';
import type { MapKey, WinnerCell } from '../../charts/map/WinnerMap.tsx';
import { colorOf } from './studiedMap.ts';

const fillOf = ({ outcome }: MapBin): MapKey['fill'] =>
  outcome.kind === 'won' ? colorOf(outcome.winner) : outcome.kind === 'tooFew' ? 'few' : 'open';

export function shownCellOf(bin: MapBin, rival: Contestant): WinnerCell {
  const { outcome } = bin;
  const signs = { equal: '=', unclear: '?', tooFew: '' };
  const label = outcome.kind === 'won' ? contestantNames[outcome.winner] : signs[outcome.kind];
  const short =
    outcome.kind === 'tooFew' ? String(bin.setUps.length) : formatGain(advantageInBin(bin, rival).mean);
  return { fill: fillOf(bin), label, short, said: binText(bin, rival) };
}

export function keysOf(bins: readonly MapBin[]): readonly MapKey[] {
  const kinds = ['won', 'equal', 'unclear', 'tooFew'];
  const keys = bins
    .toSorted((a, b) => kinds.indexOf(a.outcome.kind) - kinds.indexOf(b.outcome.kind))
    .map((bin) => ({ fill: fillOf(bin), name: outcomeText(bin.outcome) }));
  return keys.filter(({ name }, index) => keys.findIndex((other) => other.name === name) === index);
}
