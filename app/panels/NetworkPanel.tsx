/** The network of one architecture, from the input to the predictions. */
import { panelText } from '../../src/index.ts';
import { useBudgeted } from '../config/useBudgeted.ts';
import { useExperiment, usePlayground, useView } from '../state/playground.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { NetworkFigure } from './NetworkFigure.tsx';
import styles from './panels.module.css';
import { ReplicaSelect } from './ReplicaSelect.tsx';
import { nameOfCard } from './useSeries.ts';

const words = panelText.network;

export function NetworkPanel() {
  const { view } = usePlayground();
  const { cards } = useBudgeted(useExperiment());
  const wanted = useView((state) => state.networkCard);
  const card = cards.find(({ id }) => id === wanted) ?? cards[0];
  if (card === undefined)
    return (
      <EmptyState title={words.none}>
        <p>{words.noneDetail}</p>
      </EmptyState>
    );
  return (
    <div className={styles['panel']}>
      <div className={styles['controls']}>
        <Segmented
          label={words.card}
          choices={cards.map((one) => ({ value: one.id, label: nameOfCard(one) }))}
          value={card.id}
          onChange={(networkCard) => view.setState({ networkCard })}
        />
        <ReplicaSelect />
      </div>
      <p className={styles['hint']}>{words.hint}</p>
      <NetworkFigure card={card} />
    </div>
  );
}
