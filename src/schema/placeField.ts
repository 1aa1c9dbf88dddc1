/** Fields that name a thing of a list by its place there, or none. */
import { text } from '../text/text.ts';
import type { Field } from './field.ts';
import { commonParts, type FieldSpec, notTaken } from './fieldParts.ts';
import { numberFromText } from './numberText.ts';

interface PlaceSpec extends Omit<FieldSpec<number | null>, 'defaultValue'> {
  /** How many things there may be. */
  readonly size: number;
  /** The words for none, and for the thing with that number, counted from 1. */
  readonly none: string;
  readonly nameOf: (number: number) => string;
}

/** Not from the catalogue: links must not depend on the language. */
const NONE = 'none';

/** A place, counted from 0, or null for none; texts count from 1. Whether there is such a thing is for the whole to say. */
export const placeField = (spec: PlaceSpec): Field<number | null> => {
  const places = Array.from({ length: spec.size }, (_, index) => index + 1);
  const field: Field<number | null> = {
    ...commonParts<number | null>('choice', { ...spec, defaultValue: null }),
    choices: [
      { value: NONE, label: spec.none },
      ...places.map((number) => ({ value: String(number), label: spec.nameOf(number) })),
    ],
    read: (value, report) => {
      if (value === null) return null;
      const place = places.find((number) => number - 1 === value);
      const expected = text.schema.choice([NONE, ...places.map(String)]);
      return place === undefined ? notTaken(field, { expected, got: value, used: null }, report) : place - 1;
    },
    toText: (place) => (place === null ? NONE : String(place + 1)),
    fromText: (written) => {
      if (written.trim() === NONE) return null;
      const number = numberFromText(written);
      return typeof number === 'number' ? number - 1 : number;
    },
  };
  return field;
};
