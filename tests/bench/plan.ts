/** What is measured, in which order: what matters most first, since time may run out. Pure. */
import {
  type CurvePoint,
  curvePoints,
  type NetworkSize,
  sizeOfPoint,
} from '../../src/experiment/derived/measuredNetworks.ts';
import { architectures } from '../../src/models/architectures.ts';
import type { BenchBackend, ImplementationId } from './contenders/contender.ts';
import type { AnswerJob, PreviewJob, StepJob } from './job.ts';
import { type SizeName, sizes } from './sizes.ts';

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

/** An architecture at the sizes of the reference. */
export interface PlannedArchitecture {
  readonly kind: 'architecture';
  readonly job: StepJob;
}

/** A point of the curve that the page measures as well. */
export interface PlannedCurve {
  readonly kind: 'curve';
  readonly point: CurvePoint;
  readonly job: StepJob;
}

/** A whole training. */
export interface PlannedAnswer {
  readonly kind: 'answer';
  readonly job: AnswerJob;
}

/** A preview. */
export interface PlannedPreview {
  readonly kind: 'preview';
  readonly job: PreviewJob;
}

export type PlannedStep = PlannedResult | PlannedScaling | PlannedArchitecture | PlannedCurve;
export type Planned = PlannedStep | PlannedAnswer | PlannedPreview;

/** What can be measured by itself. */
export const parts = ['steps', 'answer', 'preview', 'architectures', 'scaling', 'curve'] as const;

export interface PlanWishes {
  readonly backends: readonly BenchBackend[];
  readonly configs: readonly SizeName[];
  readonly parts: readonly (typeof parts)[number][];
}

/** Presets whose whole training is timed, on one core and on two. */
const answeredPresets = ['looselyRelated', 'figure3', 'groups'];

const preview: PlannedPreview = { kind: 'preview', job: { kind: 'preview', backend: 'wasm', cores: 2 } };

const rivals = ['tfjs-layers', 'jax-js'] as const satisfies readonly ImplementationId[];

/** Repetitions of the runs that show what repetitions cost. */
export const manyRepetitions = 5;

/** Everything wished for. The last entries are those that take longest and tell least: rivals on the large network. */
export function benchPlanOf({ backends, configs, parts: wished }: PlanWishes): readonly Planned[] {
  const isWished = (planned: PlannedResult) => wished.includes('steps') && configs.includes(planned.config);
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
  const extras = {
    answer: backends.includes('wasm') ? answers() : [],
    preview: backends.includes('wasm') ? [preview] : [],
    architectures: backends.flatMap(everyArchitecture),
    scaling: backends.flatMap(scaling),
    curve: backends.flatMap(curve),
  };
  const isExtra = (part: (typeof parts)[number]): part is keyof typeof extras => part !== 'steps';
  return [
    ...early.filter(isWished),
    ...wished.filter(isExtra).flatMap((part): readonly Planned[] => extras[part]),
    ...late.filter(isWished),
  ];
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
  return { kind: 'result', config, job: { ...ours(backend, sizes[config], repetitions), implementation } };
}

/** Steps of our AdaTT-sp. */
function ours(backend: BenchBackend, size: NetworkSize, repetitions: number): StepJob {
  const [kind, implementation, architecture] = ['step', 'playground', 'adattSp'] as const;
  return { kind, backend, implementation, architecture, size, repetitions };
}

function answers(): PlannedAnswer[] {
  const job = { kind: 'answer', backend: 'wasm' } as const;
  return answeredPresets.flatMap((preset) =>
    [1, 2].map((cores) => ({ kind: 'answer', job: { ...job, preset, cores } }) as const),
  );
}

function everyArchitecture(backend: BenchBackend): PlannedArchitecture[] {
  const job = ours(backend, sizes.reference, 1);
  return architectures.map(({ id }) => ({ kind: 'architecture', job: { ...job, architecture: id } }));
}

function curve(backend: BenchBackend): PlannedCurve[] {
  return curvePoints.map((point) => {
    return { kind: 'curve', point, job: ours(backend, sizeOfPoint(point), point.repetitions) };
  });
}

/** Values beside the reference's own, which is measured anyway. */
function scaling(backend: BenchBackend): PlannedScaling[] {
  const [first, second] = sizes.reference.levelDims;
  const changes: readonly (readonly [ScalingParameter, number, Partial<NetworkSize>])[] = [
    ...[2, 8].map((numTasks) => ['tasks', numTasks, { numTasks }] as const),
    ...[1, 4].map((numTaskExperts) => ['expertsPerTask', numTaskExperts, { numTaskExperts }] as const),
    ['levels', 1, { levelDims: [first] }],
    ['levels', 3, { levelDims: [first, second, second] }],
    ...[64, 1024].map((batchSize) => ['batch', batchSize, { batchSize }] as const),
  ];
  return changes.map(([parameter, value, change]) => {
    return { kind: 'scaling', parameter, value, job: ours(backend, { ...sizes.reference, ...change }, 1) };
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
