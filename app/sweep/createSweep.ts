/** Makes the sweep of the page. */
import { SweepController, type SweepDependencies } from '../state/sweep/sweepController.ts';

/** Lives as long as the page. */
export function createSweep(dependencies: SweepDependencies): SweepController {
  const controller = new SweepController(dependencies);
  // A page put away for the back button must not go on training unseen.
  addEventListener('pagehide', ({ persisted }) => {
    if (persisted) controller.putAway();
  });
  return controller;
}
