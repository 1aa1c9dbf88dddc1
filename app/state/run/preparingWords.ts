/** What the session does while a run is being set up, in words. */
import { text } from '../../../src/text/text.ts';
import type { RunStatus } from './runStatus.ts';

const words = text.app.run;

/** "Timing WebGPU …"; before the session has said anything, what it always begins with. */
export const preparingWords = (preparing: RunStatus['preparing']): string =>
  preparing === null
    ? words.starting
    : words.preparing[preparing.stage](text.session.backendLabel(preparing.backend));
