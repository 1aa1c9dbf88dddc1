/** Cards in a link, written and read: `A=adattSp,n:Mine,experts:2-1-2`; part of `link.ts`. */

import type { Fields, Report } from '../../core/schema/field.ts';
import { architectureOf } from '../../models/architectures.ts';
import { text } from '../../text/text.ts';
import { cardFieldsOf } from '../cardFields.ts';
import { cardIds } from '../cardIds.ts';
import { defaultCards } from '../defaults.ts';
import type { CardConfig } from '../experiment.ts';
import {
  type Entry,
  entriesIn,
  entriesOf,
  joined,
  PARAMETER_SIGNS,
  readEntries,
  SETTING_SIGNS,
  settingsFrom,
  type UnreadEntries,
  uniqueEntries,
} from './entries.ts';
import { unescaped } from './text.ts';

const CARDS_KEY = 'cards';
const NO_CARDS = 'none';

export const cardEntries = (cards: readonly CardConfig[]): readonly Entry[] => {
  if (cards.length === 0) return [[CARDS_KEY, NO_CARDS]];
  const entries = cards.map(cardEntry);
  const areDefault =
    joined(entries, PARAMETER_SIGNS) === joined(defaultCards().map(cardEntry), PARAMETER_SIGNS);
  return areDefault ? [] : entries;
};

const cardEntry = (card: CardConfig): Entry => {
  const { settings, options } = fieldsOfCard(card.id, card.architecture);
  const entries = [...entriesOf(settings, card), ...entriesOf(options, card.options)];
  return [card.id, joined([[card.architecture, ''], ...entries], SETTING_SIGNS)];
};

const fieldsOfCard = (id: string, architectureId: string) => {
  const architecture = architectureOf(architectureId);
  const settings: Fields = cardFieldsOf(id, { label: architecture?.label ?? architectureId });
  return { settings, options: architecture?.options ?? {} };
};

/** Unread cards for `readCards`, in the link's order; undefined if the link has none. */
export const cardsIn = (unread: UnreadEntries, report: Report): unknown => {
  const entries = unread.rest();
  const ids = entries.map(([key]) => key).filter((key) => cardIds.includes(key));
  if (ids.length > 0) return ids.map((id) => cardIn(id, unread.take(id) ?? '', report));
  if (!entries.some(([key, written]) => key === CARDS_KEY && written === NO_CARDS)) return undefined;
  unread.take(CARDS_KEY);
  return [];
};

const cardIn = (id: string, written: string, report: Report): unknown => {
  const reportCard: Report = (problem) => report(text.experiment.read.inCard(id, problem));
  const [first, ...others] = entriesIn(written, SETTING_SIGNS);
  const architecture = unescaped(first?.[0] ?? '');
  const fields = fieldsOfCard(id, architecture);
  return readEntries(uniqueEntries(others, reportCard), {
    signs: SETTING_SIGNS,
    report: reportCard,
    read: (unread) => ({
      id,
      architecture,
      ...settingsFrom(fields.settings, unread),
      options: settingsFrom(fields.options, unread),
    }),
  });
};
