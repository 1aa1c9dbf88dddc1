/** Notes on numbers that ruin a column, each with the treatment that mends it. */
import { formatNumber } from '../../../text/format.ts';
import { text } from '../../../text/text.ts';
import type { EncodedTable } from '../encode.ts';
import { numbersOfColumn } from '../numbers.ts';
import type { Table } from '../table.ts';
import { type ColumnSetup, columnOfName, type NumberTreatment, type TableSetup } from '../tableSetup.ts';
import { type TreatmentOffer, treatmentOffersFor } from '../treatment.ts';

const words = text.tableFile.treatments;

export interface OfferedTreatment {
  readonly label: string;
  readonly treatment: NumberTreatment;
}

const shownNumber = (value: number): string =>
  Math.abs(value) < 1e15 ? formatNumber(value) : String(value).replace('-', '−');

export function treatmentNotes(table: Table, setup: TableSetup, { split }: EncodedTable) {
  return setup.columns.flatMap((one) => {
    const column = columnOfName(table, setup, one.name);
    if (column === undefined || !isTreated(one, setup)) return [];
    const found = treatmentOffersFor(numbersOfColumn(column), split.train, one);
    return [...appliedNote(one), ...found.map((offer) => offerNote(one, offer))];
  });
}

const isTreated = ({ name, role }: ColumnSetup, { targets }: TableSetup): boolean =>
  role === 'number' || targets.some((target) => target?.column === name && target.positive === null);

function appliedNote({ name, role: _role, blanks = [], form }: ColumnSetup) {
  if (blanks.length === 0 && form === undefined) return [];
  const message = words.applied(name, blanks.map(shownNumber), form ?? null);
  return [{ column: name, message, offer: { label: words.offers.asItIs, treatment: {} } }];
}

function offerNote({ name, role, blanks = [], form }: ColumnSetup, offer: TreatmentOffer) {
  if (offer.blanks !== undefined) {
    const found = offer.blanks.filter((value) => !blanks.includes(value)).map(shownNumber);
    const treatment = { blanks: offer.blanks, ...(form && { form }) };
    const message = words.farNumbers(name, found, offer.amount);
    return { column: name, message, isAlarm: true, offer: { label: words.offers.blank, treatment } };
  }
  const wanted = role === 'target' ? 'log' : (offer.form ?? 'log');
  const treatment = { ...(blanks.length > 0 && { blanks }), form: wanted };
  const message = words.tail(name, shownNumber(offer.amount), role === 'target');
  return { column: name, message, offer: { label: words.offers[wanted], treatment } };
}
