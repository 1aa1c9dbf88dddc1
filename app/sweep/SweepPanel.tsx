/** The tab of sweeps: what to vary, how far it is, what it has found. */
import { usePlayground } from '../state/playground.ts';
import panelStyles from '../ui/Panel.module.css';
import { SweepResults } from './SweepResults.tsx';
import { SweepSetUp } from './SweepSetUp.tsx';

export function SweepPanel() {
  const { sweep: controller } = usePlayground();
  return (
    <div className={panelStyles['panel']}>
      <SweepSetUp controller={controller} />
      <SweepResults controller={controller} />
    </div>
  );
}
