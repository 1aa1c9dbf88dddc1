/** The architectures to compare, a card each. */
import { addCard } from '../../src/experiment/editCards.ts';
import { architectures } from '../../src/models/architectures.ts';
import { limits } from '../../src/schema/limits.ts';
import { text } from '../../src/text/text.ts';
import { useExperiment } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import { Popover, PopoverChoice } from '../ui/Popover.tsx';
import { ArchitectureCard } from './ArchitectureCard.tsx';
import styles from './ArchitecturesSection.module.css';
import { Budget } from './Budget.tsx';
import { CardDifferences } from './CardDifferences.tsx';
import { Section } from './Section.tsx';

const words = text.app.architectures;

export function ArchitecturesSection() {
  const { cards } = useExperiment();
  return (
    <Section title={words.title} note={words.note(cards.length)}>
      <div className={styles['cards']}>
        {cards.map((card) => (
          <ArchitectureCard key={card.id} card={card} />
        ))}
      </div>
      <AddMenu isFull={cards.length >= limits.cards} />
      <CardDifferences />
      <Budget />
    </Section>
  );
}

function AddMenu({ isFull }: { readonly isFull: boolean }) {
  const edit = useEdit();
  const choices = architectures.map(({ id, label }) => (
    <PopoverChoice
      key={id}
      title={label}
      detail={text.models.summaryOf(id)}
      onChoose={() => edit((experiment) => addCard(experiment, id))}
    />
  ));
  return (
    <Popover
      icon="add"
      className={styles['add']}
      disabled={isFull}
      title={words.add}
      content={choices}
      {...(isFull ? { 'aria-description': words.full(limits.cards) } : {})}
    >
      {words.add}
    </Popover>
  );
}
