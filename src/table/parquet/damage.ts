/** The words for a Parquet file that cannot be read as it says of itself. */
import { text } from '../../text/text.ts';
import { FileProblem } from '../fileBytes.ts';

const words = text.parquet;

/** Says that what stands at `place` is not what it should be. */
export const damageAt = (place: string): FileProblem => new FileProblem(words.damaged(place));

/**
 * Returns what `read` makes of bytes of the file. Whatever it throws means that they are damaged, since neither sizes nor counts in them
 * are taken on trust: memory that runs short is that of the table, which is not filled here.
 */
export function soundly<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof FileProblem ? error : damageAt(place);
  }
}
