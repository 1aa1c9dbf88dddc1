/** Captions of a replay on when tasks began to borrow; what does not last to the end may be chance. */
import { text } from '../../../text/text.ts';
import { type BorrowingPlace, borrowingPlacesOf, firstSourceOf } from './borrowers.ts';
import type { SpokenRun } from './finding.ts';

const words = text.captions;

export interface ReplayCaption {
  readonly step: number;
  readonly now: string;
  readonly later: string;
}

const MAX_CAPTIONS = 3;
const MIN_EVALUATIONS = 2;

/** The strongest of a finished run, by time; at one moment, the strongest is last. */
export function captionsOf(run: SpokenRun): readonly ReplayCaption[] {
  if (run.summary.isProvisional) return [];
  const names = run.experiment.tasks.map(({ name }) => name);
  return captionedBorrowingsOf(borrowingPlacesOf(run).flatMap((place) => borrowingStartOf(place) ?? []))
    .toSorted((a, b) => b.strength - a.strength)
    .slice(0, MAX_CAPTIONS)
    .reverse()
    .toSorted((a, b) => a.step - b.step)
    .map(({ step, task, source, isMutual }) => {
      const [one = '', other = ''] = [names[task], names[source]];
      return isMutual
        ? { step, now: words.mutual(one, other), later: words.wasMutual(one, other, step) }
        : { step, now: words.oneWay(one, other), later: words.wasOneWay(one, other, step) };
    });
}

/** `strength`: lower end of the change at the end. */
type BorrowingStart = NonNullable<ReturnType<typeof borrowingStartOf>>;

function borrowingStartOf({ steps, at }: BorrowingPlace) {
  const toldAt = (step: number) => {
    const borrower = at(step);
    const source = borrower && firstSourceOf(borrower);
    return source && { task: borrower.task, source: source.task, strength: source.share.by.low };
  };
  const told = toldAt(steps.at(-1) ?? 0);
  if (told === null) return null;
  // Searches backwards, to avoid reading a long history.
  const lastWithout = steps.findLastIndex((step) => toldAt(step)?.source !== told.source);
  const seen = steps.slice(lastWithout + 1);
  const [step] = seen;
  return step === undefined || seen.length < MIN_EVALUATIONS ? null : { ...told, step };
}

interface CaptionedBorrowing extends BorrowingStart {
  readonly isMutual: boolean;
}

function captionedBorrowingsOf(beginnings: readonly BorrowingStart[]): readonly CaptionedBorrowing[] {
  const first = (task: number, source: number): BorrowingStart | undefined =>
    beginnings
      .filter((one) => one.task === task && one.source === source)
      .toSorted((a, b) => a.step - b.step)[0];
  const pairs = new Map(
    beginnings.map(({ task, source }) => {
      const [low, high] = [Math.min(task, source), Math.max(task, source)];
      return [`${low} ${high}`, [first(low, high), first(high, low)] as const];
    }),
  );
  return [...pairs.values()].flatMap(([one, other]): readonly CaptionedBorrowing[] => {
    if (one === undefined || other === undefined)
      return [one ?? other].flatMap((only) => (only ? [{ ...only, isMutual: false }] : []));
    const [step, strength] = [Math.max(one.step, other.step), one.strength + other.strength];
    return [{ ...one, step, strength, isMutual: true }];
  });
}
