/** Ends a program whose npm was stopped: the shell between them passes no signal on, and the program would go on unseen. */
import { constants } from 'node:os';

const checkEveryMs = 500;

/** Ends this process soon after that which started it has ended, if npm runs it. On its own it may be left behind on purpose. */
export function endWithNpm() {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const check = () => {
    if (process.ppid !== parent) process.exit(128 + constants.signals.SIGTERM);
  };
  setInterval(check, checkEveryMs).unref();
}
