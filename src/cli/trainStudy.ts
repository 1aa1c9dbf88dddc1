/** Trains a study. Points are kept in a file, so that the study can go on and several commands can share it. */
import { readFile } from 'node:fs/promises';
import { UserError } from '../core/errors.ts';
import { estimatedSeconds, totalWorkOf } from '../experiment/costs/work.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { linkOfAll } from '../experiment/link/link.ts';
import { type SavedStudy, type StudyReader, studyText } from '../studies/savedStudy.ts';
import {
  isSameStudy,
  nextKeys,
  numTrainingsOf,
  remainingExperiments,
  remainingKeys,
  type Study,
  type StudyPoint,
  withPoint,
} from '../studies/study.ts';
import { text } from '../text/text.ts';
import { printMessage } from './command.ts';
import { assertWritable, replaceFile } from './outputFile.ts';
import { type CommandRunner, measuredWork } from './trainRun.ts';

interface StudyFile<P extends StudyPoint> {
  readonly path: string;
  readonly read: StudyReader<Study<P>, P>;
}

interface StudyMessages<P> {
  /** Prints the cost of the study, measured before the first run; optional. */
  readonly cost?: (numTrainings: number, duration: string, experiments: readonly Experiment[]) => string;
  readonly point?: (point: P) => string;
}

/** Points of all runs in order of their keys. Throws a `UserError` for a run that was not evaluated. */
export async function trainStudy<P extends StudyPoint>(
  study: Study<P>,
  runner: CommandRunner,
  file: StudyFile<P> | null,
  said: StudyMessages<P> | null,
): Promise<readonly P[]> {
  const keys = study.rounds.flat();
  let points = file === null ? [] : await readPoints(file, study);
  const experiments = remainingExperiments(study, points);
  if (file !== null && experiments.length > 0) await assertWritable(file.path);
  await announceCost(experiments, runner, said?.cost);
  for (let [key] = nextKeys(study, points); key !== undefined; [key] = nextKeys(study, points)) {
    const number = keys.length - remainingKeys(study, points).length + 1;
    if (said !== null) printMessage(study.words.run(number, keys.length, study.labelOf(key, points)));
    const point = await trainSweepPoint(study, key, points, runner);
    if (said?.point !== undefined) printMessage(said.point(point));
    points = withPoint(points, point);
    if (file !== null) points = await addPoints(file, { study, points });
  }
  return points.filter(({ key }) => keys.includes(key));
}

async function trainSweepPoint<P extends StudyPoint>(
  study: Study<P>,
  key: number,
  points: readonly P[],
  { trainAll }: CommandRunner,
): Promise<P> {
  const experiment = study.experimentAt(key, points);
  // That all networks diverge is accepted as the result of a run.
  const run = await trainAll(experiment, true);
  const seconds = run.step === 0 ? 0 : run.step / run.stepsPerSecond;
  const point = study.pointOf(key, experiment, { run, seconds });
  if (point === null) throw new UserError(text.cli.notEvaluated);
  return point;
}

async function announceCost(
  experiments: readonly Experiment[],
  { trainAll }: CommandRunner,
  said: StudyMessages<never>['cost'],
): Promise<void> {
  const [first] = experiments;
  if (first === undefined || said === undefined) return;
  const measured = await measuredWork(first, (experiment) => trainAll(experiment, true));
  const duration = text.sweep.cost.duration(estimatedSeconds(totalWorkOf(experiments), measured));
  printMessage(said(numTrainingsOf(experiments), duration, experiments));
}

/** Empty without a file. Throws a `UserError` if the file is unreadable or of another study. */
export async function readPoints<P extends StudyPoint>(
  { path, read }: StudyFile<P>,
  study: Study<P>,
): Promise<readonly P[]> {
  const written = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new UserError(text.cli.unreadableFile(path));
  });
  if (written === null) return [];
  const saved = read(written);
  if (saved === null) throw new UserError(text.cli.noStudy(path, study.kind));
  if (!isSameStudy(saved.study, study, linkOfAll)) throw new UserError(text.cli.otherStudy(path, study.kind));
  return saved.points;
}

/** Keeps points that other commands added meanwhile, and returns all. Throws a `UserError`. */
export async function addPoints<P extends StudyPoint>(
  file: StudyFile<P>,
  { study, points }: SavedStudy<Study<P>, P>,
): Promise<readonly P[]> {
  let all = points;
  await replaceFile(file.path, async () => {
    all = points.reduce(withPoint<P>, await readPoints(file, study));
    return `${studyText({ study, points: all })}\n`;
  });
  return all;
}
