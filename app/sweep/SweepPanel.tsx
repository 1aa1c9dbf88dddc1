/** The tab of sweeps: what to vary, how far it is, what it has found. */
import { use } from 'react';
import panelStyles from '../panels/panels.module.css';
import { usePlayground } from '../state/playground.ts';
import { SweepResults } from './SweepResults.tsx';
import { SweepSetUp } from './SweepSetUp.tsx';

export function SweepPanel() {
  const { sweep } = usePlayground();
  const controller = use(sweep());
  return (
    <div className={panelStyles['panel']}>
      <SweepSetUp controller={controller} />
      <SweepResults controller={controller} />
    </div>
  );
}
