/** Everything that shows, tells or keeps results, as one download. */
export { PresetHint } from '../presets/PresetHint.tsx';
export { watchFinishedRuns } from '../state/ownFingerprint.ts';
export { showRecording } from '../state/recordedView.ts';
export { speakVerdicts } from '../state/spokenVerdict.ts';
export { TimeBar } from '../time/TimeBar.tsx';
export { ComparePanel } from './compare/ComparePanel.tsx';
export { AlarmAnnouncer } from './gates/AlarmAnnouncer.tsx';
export { AlarmCount } from './gates/AlarmCount.tsx';
export { GatesPanel } from './gates/GatesPanel.tsx';
export { NetworkFigure } from './network/NetworkFigure.tsx';
export { NetworkPanel } from './network/NetworkPanel.tsx';
export { ReproductionBanner } from './ReproductionBanner.tsx';
