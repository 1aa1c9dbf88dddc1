/** Edits of the compared cards; those of a missing card change nothing. */

import { limits } from '../core/schema/limits.ts';
import { readFields } from '../core/schema/readFields.ts';
import { architectureOf, type Variant, variantOf } from '../models/architectures.ts';
import { type CardSettings, cardFieldsOf } from './cardFields.ts';
import { comparisonFields } from './comparison.ts';
import { createCard } from './defaults.ts';
import type { CardConfig, Experiment } from './experiment.ts';
import { fittedOptions, type Options, optionsCarriedOver } from './options.ts';

const withChangedCard = (
  experiment: Experiment,
  cardId: string,
  changedOf: (card: CardConfig) => CardConfig,
): Experiment => ({
  ...experiment,
  cards: experiment.cards.map((card) => (card.id === cardId ? changedOf(card) : card)),
});

const hasMaxCards = ({ cards }: Experiment): boolean => cards.length >= limits.cards;

export const addVariantCard = (
  experiment: Experiment,
  { architecture, label, options }: Variant,
): Experiment => {
  if (hasMaxCards(experiment)) return experiment;
  const card = createCard(experiment.cards, architecture.id);
  return {
    ...experiment,
    cards: [...experiment.cards, { ...card, name: label, options: { ...card.options, ...options } }],
  };
};

export const duplicateCard = (experiment: Experiment, cardId: string): Experiment => {
  const original = experiment.cards.find((card) => card.id === cardId);
  if (original === undefined || hasMaxCards(experiment)) return experiment;
  const { id, color } = createCard(experiment.cards, original.architecture);
  return { ...experiment, cards: [...experiment.cards, { ...original, id, color }] };
};

/** Resets the reference if it was this card, since a new card may get its letter. */
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

export const setCard = (experiment: Experiment, cardId: string, changed: Partial<CardSettings>): Experiment =>
  withChangedCard(experiment, cardId, (card) => {
    const label = architectureOf(card.architecture)?.label ?? card.architecture;
    return { ...card, ...readFields(cardFieldsOf(card.id, { label }), { ...card, ...changed }) };
  });

/** Fits per-task lists; renames a card that still has its variant's name. */
export const setCardOptions = (experiment: Experiment, cardId: string, changed: Options): Experiment =>
  withChangedCard(experiment, cardId, (card) => {
    const fields = architectureOf(card.architecture)?.options ?? {};
    const read: Options = readFields(fields, { ...card.options, ...changed });
    const options = fittedOptions(fields, read, experiment.tasks.length);
    const [before, after] = [card.options, options].map((of) => variantOf(card.architecture, of)?.label);
    return { ...card, name: card.name === before ? (after ?? card.name) : card.name, options };
  });

/** Keeps options that both have, and a name that the user gave. */
export const setCardArchitecture = (
  experiment: Experiment,
  cardId: string,
  architectureId: string,
): Experiment =>
  withChangedCard(experiment, cardId, (card) => {
    const architecture = architectureOf(architectureId);
    if (architecture === undefined) return card;
    const before = architectureOf(card.architecture);
    const labels = [before?.label, variantOf(card.architecture, card.options)?.label];
    return {
      ...card,
      name: labels.includes(card.name) ? architecture.label : card.name,
      architecture: architecture.id,
      options: optionsCarriedOver(architecture.options, card.options, before?.options ?? {}),
    };
  });
