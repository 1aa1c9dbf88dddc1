/** Whatever value a link gives is the one that is used, unless a problem says otherwise. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Fields } from '../../../../src/core/schema/field.ts';
import { cardFieldsOf } from '../../../../src/experiment/cardFields.ts';
import { comparisonFields } from '../../../../src/experiment/comparison.ts';
import type { CardConfig, Experiment } from '../../../../src/experiment/experiment.ts';
import { dataFields, numTasksField, taskFieldsAt } from '../../../../src/experiment/fields.ts';
import { linkOfAll, readLink } from '../../../../src/experiment/link/link.ts';
import { formDecoded, unescapedFromLink } from '../../../../src/experiment/link/text.ts';
import { upperTriangleOf } from '../../../../src/experiment/matrix.ts';
import { trainingFields } from '../../../../src/experiment/trainingFields.ts';
import { architectureOf } from '../../../../src/models/architectures.ts';
import { arbitraryExperiment } from '../arbitraries.ts';

/** A value that is used, and what a text of a link would have to mean to be it. */
interface Used {
  readonly value: unknown;
  readonly meaningOf: (written: string) => unknown;
}

const numbersIn = (written: string): readonly number[] =>
  written === '' ? [] : written.split(',').map(Number);
const sorted = (numbers: readonly number[]): readonly number[] =>
  [...new Set(numbers)].toSorted((a, b) => a - b);

const settingsOf = (prefix: string, fields: Fields, values: object): [string, Used][] => {
  const byKey = new Map<string, unknown>(Object.entries(values));
  return Object.entries(fields).map(([key, field]) => {
    const isNumber = field.kind === 'number' || field.kind === 'integer';
    const meaningOf = (written: string) =>
      isNumber ? Number(written) : field.fromText(unescapedFromLink(written));
    return [prefix + field.linkKey, { value: byKey.get(key), meaningOf }];
  });
};

const cardSettingsOf = (card: CardConfig): [string, Used][] => {
  const architecture = architectureOf(card.architecture);
  if (architecture === undefined) throw new Error(`There is no architecture ${card.architecture}.`);
  return [
    [`${card.id} `, { value: card.architecture, meaningOf: (written) => written.trim() }],
    ...settingsOf(`${card.id} `, cardFieldsOf(card.id, architecture), card),
    ...settingsOf(`${card.id} `, architecture.options, card.options),
  ];
};

/** By the keys under which a link gives them. */
const usedIn = ({ tasks, data, cards, training, comparison }: Experiment): ReadonlyMap<string, Used> =>
  new Map<string, Used>([
    ...settingsOf('', { tasks: numTasksField }, { tasks: tasks.length }),
    ...tasks.flatMap((task, index) => settingsOf(`t${index + 1} `, taskFieldsAt(index), task)),
    ...settingsOf('', dataFields, data),
    ...cards.flatMap(cardSettingsOf),
    ...settingsOf('', trainingFields, training),
    ...settingsOf('', comparisonFields, comparison),
    ['corr', { value: upperTriangleOf(data.correlation), meaningOf: numbersIn }],
    ['corr2', { value: upperTriangleOf(data.secondCorrelation ?? []), meaningOf: numbersIn }],
    ['rates', { value: comparison.learningRates, meaningOf: (written) => sorted(numbersIn(written)) }],
    [
      'lrs',
      {
        value: training.learningRateChanges.map(({ step, value }) => [step, value]),
        meaningOf: (written) =>
          written
            .split(',')
            .map((change) => change.split(':').map(Number))
            .toSorted(([a = 0], [b = 0]) => a - b),
      },
    ],
  ]);

/** What a link gives, by the same keys. */
const givenIn = (link: string): readonly (readonly [string, string])[] =>
  link.split('&').flatMap((parameter): (readonly [string, string])[] => {
    const [key = '', written = ''] = parameter.split(/=(.*)/s);
    if (!/^(t\d|[A-J])$/.test(key)) return [[key, written]];
    return written.split(',').map((setting, index) => {
      const isArchitecture = /[A-J]/.test(key) && index === 0;
      const [name = '', value = ''] = isArchitecture ? ['', setting] : setting.split(/:(.*)/s);
      return [`${key} ${name}`, value];
    });
  });

/** What becomes of a number as it stands in a link. */
type Change = (written: string) => string;

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom<Change>(
    (written) => `0${written}`,
    (written) => `${written}0`,
    (written) => Number(written).toExponential(),
    (written) => Number(written).toFixed(20),
  ),
  fc.nat({ max: 999 }).map<Change>((digits) => (written) => written + digits),
  fc.nat({ max: 999 }).map<Change>((digits) => (written) => `${written}.${digits}`),
  fc.double({ min: 0, max: 2, noNaN: true }).map<Change>((by) => (written) => String(by * Number(written))),
  fc.integer({ min: -3, max: 3 }).map<Change>((by) => (written) => String(Number(written) + by)),
  fc.double({ noNaN: true }).map<Change>((other) => () => String(other)),
  fc.string({ unit: 'binary', maxLength: 3 }).map<Change>((other) => (written) => written + other),
);

/** Numbers in a link, not those of its keys. */
const NUMBER = /(?<=[=:,_-])\.?\d[\d.]*(?:e-?\d+)?/g;

const mutated = (link: string, changes: readonly (readonly [place: number, change: Change])[]): string =>
  changes.reduce((before, [place, changed]) => {
    const numbers = [...before.matchAll(NUMBER)];
    const number = numbers[place % numbers.length];
    if (number === undefined) return before;
    const [written] = number;
    return before.slice(0, number.index) + changed(written) + before.slice(number.index + written.length);
  }, link);

/** The keys whose values are not what the link gives; null when the link was not read as it stands, and says so. */
const unsaidChanges = (link: string): readonly string[] | null => {
  const { experiment, problems } = readLink(link);
  if (problems.length > 0) return null;
  const used = usedIn(experiment);
  return givenIn(link).flatMap(([key, written]) => {
    if (key === 'v' || key === 'cards' || (key.endsWith(' ') && written === '')) return [];
    const { value, meaningOf } = used.get(key) ?? {};
    // As texts: -0 is the same number as 0.
    return JSON.stringify(meaningOf?.(formDecoded(written))) === JSON.stringify(value)
      ? []
      : [`${key}=${written}`];
  });
};

/** `SOAK_LINKS=20000` reads as many links. */
const numLinks = Number(process.env['SOAK_LINKS'] ?? 1000);
const linksOfEach = 50;

it('a link says whenever it is not read as it stands', { timeout: 1_800_000 }, () => {
  let numAsGiven = 0;
  const changes = fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 2 });
  fc.assert(
    fc.property(
      arbitraryExperiment,
      fc.array(changes, { minLength: linksOfEach, maxLength: linksOfEach }),
      (experiment, all) => {
        const link = linkOfAll(experiment);
        const found = all.map((some) => unsaidChanges(mutated(link, some)));
        expect(found.flatMap((changed) => changed ?? [])).toEqual([]);
        numAsGiven += found.filter((changed) => changed !== null).length;
      },
    ),
    { numRuns: numLinks / linksOfEach },
  );
  console.info(`${numLinks} changed links: ${numAsGiven} are read as they stand`);
  expect(numAsGiven).toBeGreaterThan(100);
});
