/** An architecture in the head of a row: its line, its letter and name. */
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { text } from '../../../src/text/text.ts';
import { SeriesSwatch } from '../../charts/base/SeriesSwatch.tsx';
import styles from './verdict.module.css';

export interface CardNameProps {
  readonly experiment: Experiment;
  readonly cardId: string;
}

export function CardName({ experiment, cardId }: CardNameProps) {
  const card = experiment.cards.find(({ id }) => id === cardId);
  if (card === undefined) return null;
  return (
    <span className={styles['cardName']}>
      <SeriesSwatch color={card.color} /> <span>{text.app.architectures.name(card.id, card.name)}</span>
    </span>
  );
}
