/** Codec of the gate statistics of a network. */
import { type GateStatistic, isPerCellStatistic, numValuesOfStatistic } from '../../analysis/gateWeights.ts';
import type { LevelGates } from '../../analysis/produced/evaluation.ts';
import { isNativeRow, type LevelSpec } from '../../models/topology.ts';
import { type Codec, mappedCodec, recordCodec } from './codec.ts';
import { type NumberFormat, numberListCodec } from './numbers.ts';

export interface GateFormats {
  readonly statistics: Readonly<Record<GateStatistic, NumberFormat>>;
  /** True if cells that the topology fixes are left out. */
  readonly isShort: boolean;
  /** True if only the mean over replicas is carried, which stands after them. */
  readonly isMean: boolean;
}

export function levelCodec(
  level: LevelSpec,
  numReplicas: number,
  { statistics, isShort, isMean }: GateFormats,
): Codec<LevelGates> {
  const [first, numRows] = isMean ? [numReplicas, 1] : [0, numReplicas];
  const codecOf = (statistic: GateStatistic): Codec<Float32Array> => {
    const length = numValuesOfStatistic(level, statistic);
    const cells = isShort ? freeCells(level, statistic) : [...new Array(length).keys()];
    const places = Array.from({ length: numRows }, (_, row) =>
      cells.map((cell) => (first + row) * length + cell),
    ).flat();
    const fixed = isShort ? fixedCells(level, statistic) : [];
    return mappedCodec(
      numberListCodec(statistics[statistic], places.length),
      (values) => places.map((place) => values[place] ?? Number.NaN),
      (read) => {
        const values = new Float32Array((first + numRows) * length).fill(Number.NaN);
        for (let row = first; row < first + numRows; row++) values.set(fixed, row * length);
        for (const [index, place] of places.entries()) values[place] = read[index] ?? Number.NaN;
        if (isShort && statistic === 'gateMean') normaliseGates(level, values);
        return values;
      },
    );
  };
  return recordCodec({
    gateMean: codecOf('gateMean'),
    native: codecOf('native'),
    expertRms: codecOf('expertRms'),
    gateStd: codecOf('gateStd'),
    sparsity: codecOf('sparsity'),
    deadFraction: codecOf('deadFraction'),
  });
}

function freeCells({ units, experts }: LevelSpec, statistic: GateStatistic): readonly number[] {
  if (!isPerCellStatistic(statistic)) return [...experts.keys()];
  return units.flatMap(({ gate, native }, unit) => {
    const seen = gate !== null && gate.sees.length > 1 ? gate.sees : [];
    const own = isNativeRow(native) ? native.experts : [];
    return (statistic === 'native' ? own : seen).map((expert) => unit * experts.length + expert);
  });
}

function fixedCells({ units, experts }: LevelSpec, statistic: GateStatistic): readonly number[] {
  if (statistic !== 'gateMean' && statistic !== 'native') return [];
  return units.flatMap(({ gate, native }) => {
    const isOne = statistic === 'gateMean' ? gate?.sees.length === 1 : native?.kind === 'fixed';
    const own = (statistic === 'gateMean' ? gate?.sees : native?.experts) ?? [];
    return experts.map((_, expert) => Number(isOne && own.includes(expert)));
  });
}

// Makes rounded gates sum to 1 again.
function normaliseGates({ units, experts }: LevelSpec, values: Float32Array): void {
  for (let at = 0; at < values.length; at += experts.length) {
    const { gate } = units[(at / experts.length) % units.length] ?? {};
    const places = (gate?.sees ?? []).map((expert) => at + expert);
    const total = places.reduce((sum, place) => sum + (values[place] ?? Number.NaN), 0);
    if (total > 0) for (const place of places) values[place] = (values[place] ?? Number.NaN) / total;
  }
}
