/** Controls of the gates that are shown: architectures, view, reading, replica. */

import type { Experiment } from '../../../src/experiment/experiment.ts';
import { text } from '../../../src/text/text.ts';
import { usePlayground, useView } from '../../state/playground.ts';
import styles from '../../ui/Panel.module.css';
import { Segmented } from '../../ui/Segmented.tsx';
import { ReplicaSelect } from '../../view/ReplicaSelect.tsx';
import { ShownLegend } from '../../view/ShownLegend.tsx';
import { styleOfCard } from '../../view/useSeries.ts';

const words = text.gates;

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
          names={words.views}
          value={gateView}
          onChange={(value) => view.setState({ gateView: value })}
        />
        {gateView !== 'health' && (
          <Segmented
            label={words.reading}
            names={words.readings}
            value={reading}
            onChange={(value) => view.setState({ reading: value })}
          />
        )}
        <ReplicaSelect />
      </div>
    </div>
  );
}
