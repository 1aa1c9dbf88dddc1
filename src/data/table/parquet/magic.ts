/** Recognises Parquet files; loaded before the first one is read. */
const MAGIC = 'PAR1';

/** A name is enough: a damaged file then gets a better message than “no text”. */
export async function isParquet(name: string, file: Blob): Promise<boolean> {
  if (/\.(parquet|parq|pq)$/i.test(name)) return true;
  return (await file.slice(0, MAGIC.length).text()) === MAGIC && (await file.slice(-4).text()) === MAGIC;
}
