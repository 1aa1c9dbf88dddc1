/** What tells of alarms wherever the reader looks, as one download. */
export { AlarmAnnouncer } from './AlarmAnnouncer.tsx';
export { AlarmCount } from './AlarmCount.tsx';
