/** Recognises Parquet files; loaded before the first one is read. */

/** `ENCRYPTED` ends a file whose footer is encrypted. */
export const [MAGIC, ENCRYPTED] = ['PAR1', 'PARE'] as const;

export const firstLetters = (file: Blob): Promise<string> => textOfBlob(file.slice(0, MAGIC.length));

export const lastLetters = (file: Blob): Promise<string> =>
  textOfBlob(file.slice(Math.max(0, file.size - MAGIC.length)));

const textOfBlob = async (part: Blob): Promise<string> =>
  String.fromCharCode(...new Uint8Array(await part.arrayBuffer()));

// A name is enough: a damaged file then gets a better message than “no text”.
export async function isParquet(name: string, file: Blob): Promise<boolean> {
  if (/\.(parquet|parq|pq)$/i.test(name)) return true;
  const [first, last] = [await firstLetters(file), await lastLetters(file)];
  return first === last && (first === MAGIC || first === ENCRYPTED);
}
