/** The network of one architecture, from the input to the predictions. */
import { text } from '../../../src/text/text.ts';
import { useExperiment, usePlayground, useView } from '../../state/playground.ts';
import { EmptyState } from '../../ui/Banner.tsx';
import { Lazy, lazyPart } from '../../ui/Lazy.tsx';
import styles from '../../ui/Panel.module.css';
import { Segmented } from '../../ui/Segmented.tsx';
import { ReplicaSelect } from '../../view/Choices.tsx';
import { Fold } from '../../view/Fold.tsx';
import { useBudgeted } from '../../view/useGatedCards.ts';
import { nameOfCard } from '../../view/useSeries.ts';
import { NetworkFigure } from './NetworkFigure.tsx';
import { WeightsMenu } from './WeightsMenu.tsx';

const words = text.panels.network;

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
          label={text.app.ui.architecture}
          names={Object.fromEntries(cards.map((one) => [one.id, nameOfCard(one)]))}
          value={card.id}
          onChange={(networkCard) => view.setState({ networkCard })}
        />
        <div className={styles['controls']}>
          <ReplicaSelect />
          <WeightsMenu card={card} />
        </div>
      </div>
      <p className={styles['hint']}>{words.hint}</p>
      <NetworkFigure card={card} />
      <IsThisAdatt />
    </div>
  );
}

const almostPart = lazyPart(() => import('./AlmostAdatt.tsx'));

/** Loads what it says when it is opened. */
function IsThisAdatt() {
  const part = 'almost AdaTT';
  const isOpen = useView(({ folds }) => folds[part] === true);
  return (
    <Fold part={part} className={styles['card']}>
      <summary>{words.isThisAdatt}</summary>
      {isOpen && (
        <Lazy part={almostPart} name={words.isThisAdatt}>
          {({ AlmostAdatt }) => <AlmostAdatt />}
        </Lazy>
      )}
    </Fold>
  );
}
