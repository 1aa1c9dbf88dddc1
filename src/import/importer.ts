/** Reads files and says what set-ups make of them: the work of a worker, which needs none to be tested. */

import { defaultsOf } from '../schema/readFields.ts';
import { guessSetup } from '../table/guess.ts';
import { packedTable, unpackedTable } from '../table/packedTable.ts';
import { parseTable } from '../table/parseTable.ts';
import { problemsOfTable } from '../table/problems.ts';
import { recipes } from '../table/recipes.ts';
import type { Table } from '../table/table.ts';
import { tableFields } from '../table/tableSetup.ts';
import { text } from '../text/text.ts';
import type { FromImporter, ToImporter } from './messages.ts';
import { reportOn } from './report.ts';
import { summariesOf } from './summary.ts';

/** Milliseconds between two words about how far a file is read. */
const PROGRESS_EVERY = 100;

type ToRead = Extract<ToImporter, { type: 'read' }>;

/** Takes messages; `post` sends the answers. Holds the file that was read last. */
export function createImporter(
  post: (message: FromImporter) => void,
): (message: ToImporter) => Promise<void> {
  let table: Table | null = null;
  const take = (reading: number, read: Table): void => {
    table = read;
    const facts = { ...read, columns: summariesOf(read) };
    const recipeIds = recipesFor(read);
    post({ type: 'read', reading, facts, packed: packedTable(read), guess: guessSetup(read), recipeIds });
  };
  return async (message) => {
    const { reading } = message;
    switch (message.type) {
      case 'read': {
        const { table: read, problems } = await parseTable(inputOf(message), optionsOf(message, post));
        if (read === null) post({ type: 'failed', reading, problems });
        else take(reading, read);
        break;
      }
      case 'take': {
        const read = await unpackedTable(message.packed).catch(() => null);
        if (read === null) post({ type: 'failed', reading, problems: [text.table.setup.lost] });
        else take(reading, read);
        break;
      }
      case 'report':
        if (table !== null)
          post({ type: 'report', reading, setup: message.setup, report: reportOn(table, message.setup) });
        break;
      default:
        message satisfies never;
    }
  };
}

const inputOf = ({ name, file }: ToRead) => ({ name, bytes: file.stream() });

function optionsOf({ reading, form }: ToRead, post: (message: FromImporter) => void) {
  let last = Number.NEGATIVE_INFINITY;
  const onProgress = (numBytes: number, numRows: number): void => {
    const now = performance.now();
    if (now - last < PROGRESS_EVERY) return;
    last = now;
    post({ type: 'progress', reading, numBytes, numRows });
  };
  return { form, onProgress };
}

/** Ids of the recipes that nothing keeps from training on the file. */
function recipesFor(table: Table): readonly string[] {
  const { delimiter, hasHeader } = table.form;
  return recipes
    .filter(
      ({ form }) =>
        form.delimiter === delimiter &&
        form.hasHeader === hasHeader &&
        form.columns.length === table.columns.length &&
        problemsOfTable(table, { ...defaultsOf(tableFields), ...form }).length === 0,
    )
    .map(({ id }) => id);
}
