/** The letters by which a Parquet file is known. All that is loaded before there is one. */

/** Those that it begins and ends with, and those of one whose end is encrypted. */
export const [MAGIC, ENCRYPTED] = ['PAR1', 'PARE'] as const;

export const firstLetters = (file: Blob): Promise<string> => lettersOf(file.slice(0, MAGIC.length));

export const lastLetters = (file: Blob): Promise<string> =>
  lettersOf(file.slice(Math.max(0, file.size - MAGIC.length)));

const lettersOf = async (part: Blob): Promise<string> =>
  String.fromCharCode(...new Uint8Array(await part.arrayBuffer()));

/** True of a file that is one by its letters, or by its name: it then deserves another word than that it is no text. */
export async function isParquet(name: string, file: Blob): Promise<boolean> {
  if (/\.(parquet|parq|pq)$/i.test(name)) return true;
  const [first, last] = [await firstLetters(file), await lastLetters(file)];
  return first === last && (first === MAGIC || first === ENCRYPTED);
}
