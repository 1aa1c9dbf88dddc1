/** Errors of a Parquet file that is not what it says of itself. */
import { text } from '../../../text/text.ts';
import { FileProblem } from '../fileBytes.ts';

/** Thrown by whoever knows what is wrong, but not where: `soundly` says that. */
export class PageProblem extends Error {
  override readonly name = 'PageProblem';
  readonly said: (place: string) => string;

  constructor(said: (place: string) => string) {
    super(said('It'));
    this.said = said;
  }
}

/** Says that what stands at `place` is not what it should be. */
export const damageAt = (place: string): FileProblem => new FileProblem(text.parquet.damaged(place));

/** Throws what `soundly` says as damage. */
export function assertSound(isSound: boolean): asserts isSound {
  if (!isSound) throw new PageProblem(text.parquet.damaged);
}

/**
 * Returns what `read` makes of bytes of the file. Whatever it throws means that they are damaged, since neither sizes nor counts in them
 * are taken on trust: memory that runs short is that of the table, which is not filled here.
 */
export function soundly<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    throw error instanceof PageProblem ? new FileProblem(error.said(place)) : damageAt(place);
  }
}

/** The same of what is made in steps. */
export function* stepsSoundly<T>(place: string, steps: Generator<T>): Generator<T> {
  const next = () => soundly(place, () => steps.next());
  for (let step = next(); step.done !== true; step = next()) yield step.value;
}
