/** Errors for damaged Parquet files. */
import { text } from '../../../text/text.ts';
import { FileProblem } from '../fileBytes.ts';

/** Thrown without a place, which `soundly` adds. */
export class PageProblem extends Error {
  override readonly name = 'PageProblem';
  readonly said: (place: string) => string;

  constructor(said: (place: string) => string) {
    super(said('It'));
    this.said = said;
  }
}

export const damageAt = (place: string): FileProblem => new FileProblem(text.parquet.damaged(place));

/** Throws an error that `soundly` reports as damage. */
export function assertSound(isSound: boolean): asserts isSound {
  if (!isSound) throw new PageProblem(text.parquet.damaged);
}

/**
 * Runs `read` on bytes of the file. Any error means damage, since sizes and counts are never
 * trusted: only the table itself, filled elsewhere, can exhaust memory.
 */
export function soundly<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    throw error instanceof PageProblem ? new FileProblem(error.said(place)) : damageAt(place);
  }
}

/** `soundly` for generators. */
export function* stepsSoundly<T>(place: string, steps: Generator<T>): Generator<T> {
  const next = () => soundly(place, () => steps.next());
  for (let step = next(); step.done !== true; step = next()) yield step.value;
}
