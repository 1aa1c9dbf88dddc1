/** The history as one download, which a first visit does without until a run has finished. */
export { keepFinished } from './keepFinished.ts';
export { historyOf } from './runHistory.ts';
