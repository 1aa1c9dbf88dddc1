/**
 * The laws of data sources as numbers, with which any generator of normal numbers makes rows of the same tasks. Not part of what
 * the registry says of a source, since training does without.
 */
import { repairOf } from './correlation.ts';
import { drawnFeatures } from './sharedFeatures.ts';
import { sharedFeaturesInfo } from './sharedFeaturesInfo.ts';
import { matricesOf } from './sourceSetup.ts';
import { drawnSines } from './synthetic.ts';
import { syntheticInfo } from './syntheticInfo.ts';
import type { DataSetup, Law } from './types.ts';

const laws: ReadonlyMap<string, (setup: DataSetup, replica: number) => Law> = new Map([
  [syntheticInfo.id, lawOfSines],
  [sharedFeaturesInfo.id, lawOfFeatures],
]);

/** The law of a replica's rows; null for a source of which nothing else can make rows. */
export function lawOf(setup: DataSetup, replica: number): Law | null {
  return laws.get(setup.data.source)?.(setup, replica) ?? null;
}

function lawOfSines(setup: DataSetup, replica: number): Law {
  const { constants, variance, weightsWith } = drawnSines(setup, replica);
  const { frequencies, phases } = constants;
  const weights = matricesOf(setup.data).map((matrix) => rowsOf(weightsWith(repairOf(matrix).matrix)));
  return { variance, constants: { frequencies, phases }, weights };
}

function lawOfFeatures(setup: DataSetup, replica: number): Law {
  const { features, ofTask, headsWith } = drawnFeatures(setup, replica);
  const weights = matricesOf(setup.data).map((matrix) =>
    headsWith(repairOf(matrix).matrix).map((head, task) => {
      const ofAll = features.map(() => 0); // [size]
      for (const [place, k] of (ofTask[task] ?? []).entries()) ofAll[k] = head[place] ?? 0;
      return ofAll;
    }),
  );
  const constants = {
    directions: rowsOf(features.map(({ direction }) => direction)),
    frequencies: features.map(({ frequency }) => frequency),
    phases: features.map(({ phase }) => phase),
    means: features.map(({ mean }) => mean),
    deviations: features.map(({ deviation }) => deviation),
  };
  return { variance: 1, constants, weights };
}

const rowsOf = (rows: readonly ArrayLike<number>[]): number[][] => rows.map((row) => Array.from(row));
