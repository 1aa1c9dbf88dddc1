/** Results of the first view, and what describes or saves them, as one download. */

export { TimeBar } from '../bar/time/TimeBar.tsx';
export { showKnownRun, speakVerdicts, watchFinishedRuns } from '../state/finishedRuns.ts';
export { keepFocus } from '../state/keepFocus.ts';
export { reopenTab } from '../state/languageSwitch.ts';
export { playOpening } from '../state/opening.ts';
export { listenForShortcuts } from '../state/shortcuts.ts';
export { AlarmAnnouncer, AlarmCount } from './gates/Alarms.tsx';
export { EndProjectorButton, Invitation, OpeningQuestion } from './Invitation.tsx';
export { StaleBanner } from './StaleBanner.tsx';
export { Stage } from './stage/Stage.tsx';
