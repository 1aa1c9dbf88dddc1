/** What is measured, in which order: what matters most first, since time may run out. Pure. */
import {
  type NetworkSize,
  type SpeedCurvePoint,
  sizeOfPoint,
  speedCurvePoints,
} from '../../src/experiment/derived/measuredNetworks.ts';
import { architectures } from '../../src/models/architectures.ts';
import type { BenchBackend, ImplementationId } from './contenders/contender.ts';
import type { AnswerJob, PreviewJob, StepJob } from './job.ts';
import { type SizeName, sizes } from './sizes.ts';

export interface PlannedResult {
  readonly kind: 'result';
  readonly config: SizeName;
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
  readonly point: SpeedCurvePoint;
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

export type PlannedStep = PlannedResult | PlannedArchitecture | PlannedCurve;
export type Planned = PlannedStep | PlannedAnswer | PlannedPreview;

/** What can be measured by itself. */
export const parts = ['steps', 'answer', 'preview', 'architectures', 'curve'] as const;

export interface PlanWishes {
  readonly backends: readonly BenchBackend[];
  readonly configs: readonly SizeName[];
  readonly parts: readonly (typeof parts)[number][];
}

/** Presets whose whole training is timed, on one core and on two. */
const answeredPresets = ['looselyRelated', 'figure3', 'groups'];

const preview: PlannedPreview = { kind: 'preview', job: { kind: 'preview', backend: 'wasm', cores: 2 } };

/** Repetitions of the runs that show what repetitions cost. */
const manyRepetitions = 5;

/** Everything wished for: stock TensorFlow.js on the reference only, next to ours, so that a busy moment meets both alike. */
export function benchPlanOf({ backends, configs, parts: wished }: PlanWishes): readonly Planned[] {
  const plans: Readonly<Record<(typeof parts)[number], readonly Planned[]>> = {
    steps: backends.flatMap(steps).filter(({ config }) => configs.includes(config)),
    answer: backends.includes('wasm') ? answers() : [],
    preview: backends.includes('wasm') ? [preview] : [],
    architectures: backends.flatMap(everyArchitecture),
    curve: backends.flatMap(curve),
  };
  return wished.flatMap((part) => plans[part]);
}

function steps(backend: BenchBackend): PlannedResult[] {
  return [
    ...(['playground', 'tfjs-layers'] as const).map((one) => result('reference', backend, one, 1)),
    result('reference', backend, 'playground', manyRepetitions),
    result('small', backend, 'playground', 1),
    result('small', backend, 'playground', manyRepetitions),
    result('large', backend, 'playground', 1),
  ];
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
  return speedCurvePoints.map((point) => {
    return { kind: 'curve', point, job: ours(backend, sizeOfPoint(point), point.repetitions) };
  });
}
