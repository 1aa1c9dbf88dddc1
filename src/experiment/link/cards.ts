/** Cards in a link, written and read: `A=adattSp,n:Mine,experts:2-1-2`; part of `link.ts`. */

import type { Fields, ReportProblem } from '../../core/schema/field.ts';
import { architectureOf } from '../../models/architectures.ts';
import { text } from '../../text/text.ts';
import { cardFieldsOf } from '../cardFields.ts';
import { cardIds } from '../cardIds.ts';
import { defaultCards } from '../defaults.ts';
import type { CardConfig } from '../experiment.ts';
import {
  changedEntriesOf,
  joinedEntries,
  type LinkEntry,
  PARAMETER_SYNTAX,
  parsedEntries,
  readEntries,
  SETTING_SYNTAX,
  settingsFromEntries,
  type UnreadEntries,
  uniqueEntries,
} from './entries.ts';
import { unescapedFromLink } from './text.ts';

const CARDS_KEY = 'cards';
const NO_CARDS = 'none';

export const cardEntries = (cards: readonly CardConfig[]): readonly LinkEntry[] => {
  if (cards.length === 0) return [[CARDS_KEY, NO_CARDS]];
  const entries = cards.map(cardEntry);
  const areDefault =
    joinedEntries(entries, PARAMETER_SYNTAX) ===
    joinedEntries(defaultCards().map(cardEntry), PARAMETER_SYNTAX);
  return areDefault ? [] : entries;
};

const cardEntry = (card: CardConfig): LinkEntry => {
  const { settings, options } = fieldsOfCard(card.id, card.architecture);
  const entries = [...changedEntriesOf(settings, card), ...changedEntriesOf(options, card.options)];
  return [card.id, joinedEntries([[card.architecture, ''], ...entries], SETTING_SYNTAX)];
};

const fieldsOfCard = (id: string, architectureId: string) => {
  const architecture = architectureOf(architectureId);
  const settings: Fields = cardFieldsOf(id, { label: architecture?.label ?? architectureId });
  return { settings, options: architecture?.options ?? {} };
};

/** Unread cards for `readCards`, in the link's order; undefined if the link has none. */
export const cardsFromLink = (unread: UnreadEntries, report: ReportProblem): unknown => {
  const entries = unread.rest();
  const ids = entries.map(([key]) => key).filter((key) => cardIds.includes(key));
  if (ids.length > 0) return ids.map((id) => cardFromText(id, unread.take(id) ?? '', report));
  if (!entries.some(([key, written]) => key === CARDS_KEY && written === NO_CARDS)) return undefined;
  unread.take(CARDS_KEY);
  return [];
};

const cardFromText = (id: string, written: string, report: ReportProblem): unknown => {
  const reportCard: ReportProblem = (problem) => report(text.experiment.read.inCard(id, problem));
  const [first, ...others] = parsedEntries(written, SETTING_SYNTAX);
  const architecture = unescapedFromLink(first?.[0] ?? '');
  const fields = fieldsOfCard(id, architecture);
  return readEntries(uniqueEntries(others, reportCard), {
    signs: SETTING_SYNTAX,
    report: reportCard,
    read: (unread) => ({
      id,
      architecture,
      ...settingsFromEntries(fields.settings, unread),
      options: settingsFromEntries(fields.options, unread),
    }),
  });
};
