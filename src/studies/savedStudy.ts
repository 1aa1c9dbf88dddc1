/** A study and its points as one line of JSON, which command and page share. */
import * as z from 'zod/mini';
import { limits } from '../core/schema/limits.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { linkOfAll, readLink } from '../experiment/link/link.ts';
import type { Study, StudyPoint } from './study.ts';

export interface SavedStudy<S, P> {
  readonly study: S;
  readonly points: readonly P[];
}

export type StudyReader<S, P> = (written: string) => SavedStudy<S, P> | null;

export const studyText = <P extends StudyPoint>({ study, points }: SavedStudy<Study<P>, P>): string => {
  const { kind, experiment, settings } = study;
  return JSON.stringify({ kind, config: linkOfAll(experiment), settings, points });
};

interface StudyFormat<S, P, Settings> {
  readonly kind: Study<never>['kind'];
  readonly settings: z.ZodMiniType<Settings>;
  readonly point: z.ZodMiniType<P>;
  readonly studyOf: (experiment: Experiment, settings: Settings) => S | null;
  /** True if the study could have produced `point` after the points before it. */
  readonly fits: (study: S, point: P, before: readonly P[]) => boolean;
}

export function studyReader<S extends Study<P>, P extends StudyPoint, Settings>({
  kind,
  settings,
  point,
  studyOf,
  fits,
}: StudyFormat<S, P, Settings>): StudyReader<S, P> {
  const content = z.object({
    kind: z.literal(kind),
    config: z.string(),
    settings,
    points: listSchema(point, limits.studyPoints),
  });
  return (written) => {
    const { success, data } = content.safeParse(parsedJson(written));
    if (!success) return null;
    const study = studyOf(readLink(data.config).experiment, data.settings);
    if (study === null || new Set(data.points.map(({ key }) => key)).size < data.points.length) return null;
    const { points } = data;
    return points.every((one, place) => fits(study, one, points.slice(0, place))) ? { study, points } : null;
  };
}

function parsedJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
}

/** NaN is written as null. */
export const numberSchema = z.pipe(
  z.nullable(z.number()),
  z.transform((value) => value ?? Number.NaN),
);

export const listSchema = <T extends z.core.SomeType>(item: T, maxLength: number) =>
  z.array(item).check(z.maxLength(maxLength));

export const intervalSchema = z.object({
  mean: numberSchema,
  low: numberSchema,
  high: numberSchema,
  n: z.number(),
  numLeftOut: z.number(),
});
