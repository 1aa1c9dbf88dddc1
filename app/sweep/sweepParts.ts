/** Everything of sweeps, as one download. */

export { createSweep } from './createSweep.ts';
export { SweepPanel } from './SweepPanel.tsx';
