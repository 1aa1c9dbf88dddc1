/** The architectures to compare, a card each. */
import { useMemo } from 'react';
import { budgetOf } from '../../src/experiment/derived/budget.ts';
import { cardDifferences } from '../../src/experiment/differences.ts';
import type { CardConfig } from '../../src/experiment/experiment.ts';
import { limits } from '../../src/schema/limits.ts';
import { text } from '../../src/text/text.ts';
import { useExperiment } from '../state/playground.ts';
import { Sentences } from '../ui/Banner.tsx';
import { Lazy } from '../ui/Lazy.tsx';
import { Popover } from '../ui/Popover.tsx';
import { ArchitectureCard } from './ArchitectureCard.tsx';
import { settingsPart } from './MoreSettings.tsx';
import styles from './Section.module.css';
import { UnevenBudget } from './UnevenBudget.tsx';

const words = text.app.architectures;

export function ArchitecturesSection() {
  const experiment = useExperiment();
  const budget = useMemo(() => budgetOf(experiment), [experiment]);
  const { cards } = experiment;
  return (
    <section className={styles['plain']} aria-label={words.title}>
      <h2 className={styles['title']}>{words.title}</h2>
      <div className={styles['cards']}>
        {budget.cards.map((budgeted, index) => {
          const card = cards[index];
          return card && <ArchitectureCard key={card.id} card={card} budgeted={budgeted} />;
        })}
      </div>
      <AddMenu isFull={cards.length >= limits.cards} />
      <CardDifferences />
      <UnevenBudget budget={budget} />
    </section>
  );
}

function AddMenu({ isFull }: { readonly isFull: boolean }) {
  return (
    <Popover
      icon="add"
      className={styles['add']}
      data-adds="card"
      disabled={isFull}
      title={words.add}
      content={
        <Lazy part={settingsPart} name={words.add}>
          {({ VariantChoices }) => <VariantChoices />}
        </Lazy>
      }
      {...(isFull ? { 'aria-description': words.full(limits.cards) } : {})}
    >
      {words.add}
    </Popover>
  );
}

const differenceWords = text.differences;

/** Settings in which cards of one architecture differ: an ablation should differ in one. */
function CardDifferences() {
  const { cards } = useExperiment();
  const sentences = cards.flatMap((card, index) => {
    const first = cards.slice(0, index).find(({ architecture }) => architecture === card.architecture);
    return first === undefined ? [] : [sentenceOf(first, card)];
  });
  if (sentences.length === 0) return null;
  return (
    <div className={styles['differences']}>
      <p>{differenceWords.betweenCards}</p>
      <Sentences of={sentences} />
    </div>
  );
}

/** "B against A: residual off instead of on". */
function sentenceOf(first: CardConfig, card: CardConfig): string {
  const changes = cardDifferences(first, card).map(({ label, before, after }) =>
    differenceWords.cardChange(label, after ?? differenceWords.absent, before ?? differenceWords.absent),
  );
  return changes.length === 0
    ? differenceWords.sameCard(card.id, first.id)
    : differenceWords.cardAgainst(card.id, first.id, text.punctuation.list(changes));
}
