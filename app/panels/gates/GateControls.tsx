/** Controls of the gates that are shown: architectures, view, reading, replica. */

import { readings } from '../../../src/analysis/gateMatrix.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { text } from '../../../src/text/text.ts';
import { usePlayground, useView } from '../../state/playground.ts';
import type { GateView } from '../../state/stores/viewStore.ts';
import styles from '../../ui/Panel.module.css';
import { Segmented } from '../../ui/Segmented.tsx';
import { ReplicaSelect } from '../../view/ReplicaSelect.tsx';
import { ShownLegend } from '../../view/ShownLegend.tsx';
import { styleOfCard } from '../../view/useSeries.ts';

const words = text.gates;

const views: readonly GateView[] = ['experts', 'tasks', 'health'];

export function GateControls({ experiment }: { readonly experiment: Experiment }) {
  const { view } = usePlayground();
  const gateView = useView((state) => state.gateView);
  const reading = useView((state) => state.reading);
  return (
    <div className={styles['controls']}>
      <ShownLegend series={experiment.cards.map(styleOfCard)} />
      <div className={styles['controls']}>
        <Segmented
          label={words.view}
          choices={views.map((value) => ({ value, label: words.views[value] }))}
          value={gateView}
          onChange={(value) => view.setState({ gateView: value })}
        />
        {gateView !== 'health' && (
          <Segmented
            label={words.reading}
            choices={readings.map((value) => ({ value, label: words.readings[value] }))}
            value={reading}
            onChange={(value) => view.setState({ reading: value })}
          />
        )}
        <ReplicaSelect />
      </div>
    </div>
  );
}
