/** In which settings cards of one architecture differ: an ablation should differ in one. */

import { cardDifferences } from '../../src/experiment/differences.ts';
import type { CardConfig } from '../../src/experiment/experiment.ts';
import { text } from '../../src/text/text.ts';
import { useExperiment } from '../state/playground.ts';
import styles from './ArchitecturesSection.module.css';

const words = text.differences;

export function CardDifferences() {
  const { cards } = useExperiment();
  const sentences = cards.flatMap((card, index) => {
    const first = cards.slice(0, index).find(({ architecture }) => architecture === card.architecture);
    return first === undefined ? [] : [sentenceOf(first, card)];
  });
  if (sentences.length === 0) return null;
  return (
    <div className={styles['differences']}>
      <p>{words.betweenCards}</p>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

/** "B against A: residual off instead of on". */
function sentenceOf(first: CardConfig, card: CardConfig): string {
  const changes = cardDifferences(first, card).map(({ label, before, after }) =>
    words.cardChange(label, after ?? words.absent, before ?? words.absent),
  );
  return changes.length === 0
    ? words.sameCard(card.id, first.id)
    : words.cardAgainst(card.id, first.id, changes.join(', '));
}
