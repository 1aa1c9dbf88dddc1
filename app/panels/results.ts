/** Everything that shows, tells or keeps results, as one download. */
export { PresetHint } from '../presets/PresetHint.tsx';
export { showRecording, speakVerdicts, watchFinishedRuns } from '../state/finishedRuns.ts';
export { TimeBar } from '../time/TimeBar.tsx';
export { ComparePanel } from './compare/ComparePanel.tsx';
export { AlarmAnnouncer, AlarmCount } from './gates/Alarms.tsx';
export { GatesPanel } from './gates/GatesPanel.tsx';
export { NetworkFigure } from './network/NetworkFigure.tsx';
export { NetworkPanel } from './network/NetworkPanel.tsx';
export { ReproductionBanner } from './ReproductionBanner.tsx';
