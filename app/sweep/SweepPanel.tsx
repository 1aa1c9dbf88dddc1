/** The tab of sweeps: what to vary, how far it is, what it has found. */
import { usePlayground } from '../state/playground.ts';
import { pointControllersOf } from '../state/sweep/pointControllers.ts';
import panelStyles from '../ui/Panel.module.css';
import { SweepResults } from './SweepResults.tsx';
import { SweepSetUp } from './SweepSetUp.tsx';

export function SweepPanel() {
  const { sweep: controller } = pointControllersOf(usePlayground());
  return (
    <div className={panelStyles['panel']}>
      <SweepSetUp controller={controller} />
      <SweepResults controller={controller} />
    </div>
  );
}
