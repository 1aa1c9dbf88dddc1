/** Runs of the history whose curves are drawn over those of the run shown. */
import { text } from '../../../src/text/text.ts';
import { OVERLAY_DASH } from '../../charts/base/palette.ts';
import { usePlayground, useView } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './ComparePanel.module.css';

const words = text.history;

interface OverlaysProps {
  /** Only charts of losses draw overlays. */
  readonly isDrawn: boolean;
}

export function Overlays({ isDrawn }: OverlaysProps) {
  const { view } = usePlayground();
  const overlays = useView((state) => state.overlays);
  const isOverSteps = useView(({ abscissa }) => abscissa === 'step');
  const remove = (id: string): void =>
    view.setState({ overlays: overlays.filter((overlay) => overlay.id !== id) });
  return (
    <ul className={styles['overlays']} aria-label={words.overlays}>
      {overlays.map(({ id, name }, index) => (
        <li key={id}>
          <svg width={22} height={8} aria-hidden="true">
            <line x1={0} x2={22} y1={4} y2={4} stroke="currentColor" strokeDasharray={OVERLAY_DASH} />
          </svg>
          <span title={name}>
            <sup>{index + 1}</sup> {name}
          </span>
          <Button look="quiet" icon="close" title={words.removeOverlay(name)} onClick={() => remove(id)} />
        </li>
      ))}
      {!(isDrawn && isOverSteps) && <li className="note">{words.overlaysHidden}</li>}
    </ul>
  );
}
