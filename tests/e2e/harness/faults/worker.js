/** Does the fault a moment after the start, when the harness is listening. */
import { faults } from './list.js';

self.onmessage = ({ data }) => {
  setTimeout(() => faults[data]?.(), 400);
  setTimeout(() => self.postMessage('done'), 600);
};
