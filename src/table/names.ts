/** Names of the columns of a file, each its own. */

import { tableLimits } from '../schema/limits.ts';
import { printableOf } from '../schema/shownValue.ts';
import { text } from '../text/text.ts';

/** `names` `[numColumns]`; `renamed`: the names of the header that were missing or there before. */
export function namesOf(
  header: readonly string[],
  numColumns: number,
): { readonly names: readonly string[]; readonly renamed: readonly string[] } {
  const taken = new Set<string>();
  const renamed: string[] = [];
  const names = Array.from({ length: numColumns }, (_, index) => {
    const given = columnName(header[index] ?? '');
    const wanted = given === '' ? text.tableFile.columnName(index + 1) : given;
    const name = freeName(wanted, taken);
    if (header.length > 0 && name !== given) renamed.push(given === '' ? wanted : given);
    taken.add(name);
    return name;
  });
  return { names, renamed };
}

/** What is left of a name that can be shown and carried by a link; empty: nothing. */
export const columnName = (given: string): string =>
  [...printableOf(given.slice(0, 4 * tableLimits.nameLength)).trim()]
    .slice(0, tableLimits.nameLength)
    .join('')
    .trim();

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) {
    const ending = ` ${number}`;
    const name = wanted.slice(0, tableLimits.nameLength - ending.length).trim() + ending;
    if (!taken.has(name)) return name;
  }
}
