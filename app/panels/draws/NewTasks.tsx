/** Below the answer: whether it holds on new tasks, downloaded once it is opened. */
import { text } from '../../../src/text/text.ts';
import { useView } from '../../state/playground.ts';
import { Lazy, lazyPart } from '../../ui/Lazy.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { Fold } from '../../view/Fold.tsx';
import type { ShownRun } from '../../view/useCards.ts';

const drawsPart = lazyPart(() => import('./Draws.tsx'));

export function NewTasks({ experiment }: Pick<ShownRun, 'experiment'>) {
  const isOpen = useView(({ folds }) => folds['draws'] === true);
  return (
    <Fold part="draws" className={panelStyles['method']}>
      <summary>{text.verdict.newTasks}</summary>
      {isOpen && (
        <Lazy part={drawsPart} name={text.verdict.newTasks}>
          {({ Draws }) => <Draws experiment={experiment} />}
        </Lazy>
      )}
    </Fold>
  );
}
