/** What is measured, in which order: what matters most first, since time may run out. Pure. */
import type { BenchBackend, ImplementationId } from './contenders/contender.ts';
import type { PathsJob, StepJob } from './job.ts';
import { type Size, type SizeName, sizes } from './sizes.ts';

/** How cost grows with one number, all else as in the reference. */
export type ScalingParameter = 'tasks' | 'expertsPerTask' | 'levels' | 'batch' | 'repetitions';

export interface PlannedResult {
  readonly kind: 'result';
  readonly config: SizeName;
  readonly job: StepJob;
}

export interface PlannedScaling {
  readonly kind: 'scaling';
  readonly parameter: ScalingParameter;
  readonly value: number;
  readonly job: StepJob;
}

export interface PlannedPaths {
  readonly kind: 'paths';
  readonly job: PathsJob;
}

export type Planned = PlannedResult | PlannedScaling | PlannedPaths;

export interface PlanWishes {
  readonly backends: readonly BenchBackend[];
  readonly configs: readonly SizeName[];
}

const rivals = ['tfjs-layers', 'jax-js'] as const satisfies readonly ImplementationId[];

/** Repetitions of the runs that show what repetitions cost. */
export const manyRepetitions = 5;

/** Everything wished for. The last entries are those that take longest and tell least: rivals on the large network. */
export function planOf({ backends, configs }: PlanWishes): readonly Planned[] {
  const isWished = (planned: PlannedResult) => configs.includes(planned.config);
  const early = backends.flatMap((backend) => [
    ...compared('reference', backend),
    result('reference', backend, 'playground', manyRepetitions),
    ...compared('small', backend),
    result('small', backend, 'playground', manyRepetitions),
    result('large', backend, 'playground', 1),
  ]);
  const late = backends.flatMap((backend) =>
    rivals.map((rival) => result('large', backend, rival, 1)).reverse(),
  );
  const all = configs.length === Object.keys(sizes).length;
  const extras = all ? [...backends.map(paths), ...backends.flatMap(scaling)] : [];
  return [...early.filter(isWished), ...extras, ...late.filter(isWished)];
}

/** One after the other, so that a busy moment of the machine meets all alike. */
function compared(config: SizeName, backend: BenchBackend): PlannedResult[] {
  return (['playground', ...rivals] as const).map((implementation) =>
    result(config, backend, implementation, 1),
  );
}

function result(
  config: SizeName,
  backend: BenchBackend,
  implementation: ImplementationId,
  repetitions: number,
): PlannedResult {
  const job = { kind: 'step', backend, implementation, size: sizes[config], repetitions } as const;
  return { kind: 'result', config, job };
}

function paths(backend: BenchBackend): PlannedPaths {
  return { kind: 'paths', job: { kind: 'paths', backend, size: sizes.small } };
}

/** Values beside the reference's own, which is measured anyway. */
function scaling(backend: BenchBackend): PlannedScaling[] {
  const [first, second] = sizes.reference.levelDims;
  const changes: readonly (readonly [ScalingParameter, number, Partial<Size>])[] = [
    ...[2, 8].map((numTasks) => ['tasks', numTasks, { numTasks }] as const),
    ...[1, 4].map((numTaskExperts) => ['expertsPerTask', numTaskExperts, { numTaskExperts }] as const),
    ['levels', 1, { levelDims: [first] }],
    ['levels', 3, { levelDims: [first, second, second] }],
    ...[64, 1024].map((batchSize) => ['batch', batchSize, { batchSize }] as const),
  ];
  return changes.map(([parameter, value, change]) => {
    const size = { ...sizes.reference, ...change };
    const job = { kind: 'step', backend, implementation: 'playground', size, repetitions: 1 } as const;
    return { kind: 'scaling', parameter, value, job };
  });
}

/** The reference's value of a parameter of the scaling table. */
export function referenceValueOf(parameter: ScalingParameter): number {
  const { numTasks, numTaskExperts, levelDims, batchSize } = sizes.reference;
  const values = {
    tasks: numTasks,
    expertsPerTask: numTaskExperts,
    levels: levelDims.length,
    batch: batchSize,
  };
  return parameter === 'repetitions' ? 1 : values[parameter];
}
