/** The choice of the network that stands beside the reference. */
import { referenceOf } from '../../../src/experiment/comparison.ts';
import { text } from '../../../src/text/text.ts';
import { useExperiment, usePlayground } from '../../state/playground.ts';
import { Select } from '../../ui/Select.tsx';
import { nameOfCard } from '../../view/useSeries.ts';
import styles from './Stage.module.css';

const words = text.panels.stage;

export function RivalChoice({ rivalId }: { readonly rivalId: string }) {
  const { view } = usePlayground();
  const experiment = useExperiment();
  const reference = referenceOf(experiment);
  const others = experiment.cards.filter(({ id }) => id !== reference?.id);
  if (others.length < 2) return null;
  return (
    <span className={styles['rival']} title={words.rival}>
      <Select
        aria-label={words.rival}
        options={others.map((card) => ({ value: card.id, label: nameOfCard(card) }))}
        value={rivalId}
        onChange={(stageRival) => view.setState({ stageRival })}
      />
    </span>
  );
}
