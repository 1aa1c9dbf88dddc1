/**
 * Edits of the architectures to compare. Pure: each returns a new experiment, and the same one when there is no such card.
 * Values are read by their fields, as in `edit.ts`.
 */
import { architectureOf, type Variant, variantOf } from '../models/architectures.ts';
import { limits } from '../core/schema/limits.ts';
import { readFields } from '../core/schema/readFields.ts';
import { type CardSettings, cardFieldsOf } from './cardFields.ts';
import { comparisonFields } from './comparison.ts';
import { createCard } from './defaults.ts';
import type { CardConfig, Experiment } from './experiment.ts';
import { carriedOptions, fittedOptions, type Options } from './options.ts';

const withCard = (
  experiment: Experiment,
  cardId: string,
  changedOf: (card: CardConfig) => CardConfig,
): Experiment => ({
  ...experiment,
  cards: experiment.cards.map((card) => (card.id === cardId ? changedOf(card) : card)),
});

const isFull = ({ cards }: Experiment): boolean => cards.length >= limits.cards;

/** Adds a card at the end, called as the variant is; nothing changes when there are as many as there may be. */
export const addVariant = (experiment: Experiment, { architecture, label, options }: Variant): Experiment => {
  if (isFull(experiment)) return experiment;
  const card = createCard(experiment.cards, architecture.id);
  return {
    ...experiment,
    cards: [...experiment.cards, { ...card, name: label, options: { ...card.options, ...options } }],
  };
};

/** Adds a card at the end that differs from that one in letter and colour alone; nothing changes when full. */
export const duplicateCard = (experiment: Experiment, cardId: string): Experiment => {
  const original = experiment.cards.find((card) => card.id === cardId);
  if (original === undefined || isFull(experiment)) return experiment;
  const { id, color } = createCard(experiment.cards, original.architecture);
  return { ...experiment, cards: [...experiment.cards, { ...original, id, color }] };
};

/** Removes a card; the letters of the others stay. Was it the reference, none is chosen: a new card may get its letter. */
export const removeCard = (experiment: Experiment, cardId: string): Experiment => {
  const { cards, comparison } = experiment;
  const reference =
    comparison.reference === cardId ? comparisonFields.reference.defaultValue : comparison.reference;
  return {
    ...experiment,
    cards: cards.filter((card) => card.id !== cardId),
    comparison: { ...comparison, reference },
  };
};

/** Changes settings that do not depend on the architecture. */
export const setCard = (experiment: Experiment, cardId: string, changed: Partial<CardSettings>): Experiment =>
  withCard(experiment, cardId, (card) => {
    const label = architectureOf(card.architecture)?.label ?? card.architecture;
    return { ...card, ...readFields(cardFieldsOf(card.id, { label }), { ...card, ...changed }) };
  });

/** Changes options of a card's architecture, and a name that says which variant it was. Lists of one value per task are fitted to the tasks. */
export const setCardOptions = (experiment: Experiment, cardId: string, changed: Options): Experiment =>
  withCard(experiment, cardId, (card) => {
    const fields = architectureOf(card.architecture)?.options ?? {};
    const read: Options = readFields(fields, { ...card.options, ...changed });
    const options = fittedOptions(fields, read, experiment.tasks.length);
    const [before, after] = [card.options, options].map((of) => variantOf(card.architecture, of)?.label);
    return { ...card, name: card.name === before ? (after ?? card.name) : card.name, options };
  });

/** Makes a card another architecture. Options that both have are kept, and so is a name the user gave. */
export const setCardArchitecture = (
  experiment: Experiment,
  cardId: string,
  architectureId: string,
): Experiment =>
  withCard(experiment, cardId, (card) => {
    const architecture = architectureOf(architectureId);
    if (architecture === undefined) return card;
    const before = architectureOf(card.architecture);
    const labels = [before?.label, variantOf(card.architecture, card.options)?.label];
    return {
      ...card,
      name: labels.includes(card.name) ? architecture.label : card.name,
      architecture: architecture.id,
      options: carriedOptions(architecture.options, card.options, before?.options ?? {}),
    };
  });
