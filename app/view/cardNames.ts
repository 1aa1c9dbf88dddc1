/** Names and styles of architectures in pictures. */
import type { CardConfig } from '../../src/experiment/experiment.ts';
import { text } from '../../src/text/text.ts';
import type { SeriesStyle } from '../charts/base/palette.ts';

export const nameOfCard = ({ id, name }: CardConfig): string => text.app.architectures.name(id, name);

export const styleOfCard = (card: CardConfig): SeriesStyle => ({
  id: card.id,
  name: nameOfCard(card),
  color: card.color,
});
