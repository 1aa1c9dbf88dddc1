/** English texts: history of finished runs, and runs as files. */
import { formatCount, listed, plural } from '../../format.ts';

const runs = (count: number): string => plural(count, 'run', 'runs');

const asFile = 'Save a run as a file to keep it.';

export const historyText = {
  locale: 'en-GB',
  heading: 'History',
  intro: 'Finished runs, kept in this browser only. Export them to be safe, or to go on elsewhere.',
  title: (architectures: readonly string[], numTasks: number) =>
    `${architectures.length === 0 ? 'No architecture' : listed(architectures)} · ${plural(numTasks, 'task', 'tasks')}`,
  empty: 'No finished runs yet.',
  emptyDetail: 'Press Play: each run is kept here when it finishes. Runs from a file can be imported.',
  reading: 'Reading the history …',
  search: 'Search',
  searchHint: 'Names, notes, architectures, verdicts',
  noMatch: (query: string) => `No run has “${query}” in its name, note, set-up or verdict.`,
  count: (shown: number, all: number) =>
    shown === all ? runs(all) : `${formatCount(shown)} of ${runs(all)}`,
  showMore: (count: number) => `Show ${formatCount(count)} more`,
  list: 'Runs, newest first',
  exportAll: 'Export all',
  importRuns: 'Import …',
  open: 'Open',
  openTitle: (name: string) => `Open ${name}`,
  opened: (name: string) => `${name} is open.`,
  overlay: 'Overlay',
  overlayTitle: (name: string) => `Overlay the curves of ${name}`,
  overlayFull: (most: number) => `At most ${most} runs can be overlaid. Take one away first.`,
  overlays: 'Overlaid runs',
  removeOverlay: (name: string) => `Take the curves of ${name} away`,
  overlaysHidden: 'shown with losses over steps',
  edit: 'Name and note',
  editTitle: (name: string) => `Name and note of ${name}`,
  name: 'Name',
  note: 'Note',
  save: 'Save',
  deleteTitle: (name: string) => `Delete ${name}`,
  deleted: (count: number) => `${runs(count)} deleted.`,
  fromFile: 'from a file',
  fromFileOf: (fileName: string, date: string) => `from ${fileName}, imported on ${date}`,
  release: (release: string) => `release ${release}`,
  first: 'The first run that is kept',
  same: 'The same set-up as the run before',
  since: 'Since the run before',
  more: (count: number) => `and ${formatCount(count)} more`,
  fewer: 'Show fewer',
  importing: (done: number) => `Reading the file: ${runs(done)} so far …`,
  imported: (count: number, left: number) =>
    `${runs(count)} imported${left === 0 ? '.' : `, ${formatCount(left)} left out:`}`,
  alreadyHere: (count: number) => `${runs(count)} of the file ${count === 1 ? 'was' : 'were'} here already.`,
  noRoom: (count: number) => `No room for ${runs(count)}. Delete others, then import again.`,
  damaged: (count: number) =>
    `${count === 1 ? 'A run' : runs(count)} in the history cannot be read any more: the browser’s record is damaged.`,
  removeDamaged: 'Remove',
  gone: 'This run is no longer in the history: another tab may have deleted it.',
  notKept:
    'Not kept in the history: this run began with weights from a file, which its set-up does not give again.',
  fileName: 'adatt-runs.json',
  frozen: {
    fileName: 'adatt-run.json',
    opened: (name: string) => `${name} is open: a saved run. Press Play to train it again.`,
    notFinished: 'Only a finished run can be saved. Let it train to its end.',
    given:
      'This run began with weights from a file, which a saved run does not hold. Save its results instead.',
    fromLink:
      'This result came with a link, which carries a part of a run. Run it to check, then save that run.',
    none: 'The file holds no runs.',
  },
  trouble: {
    absent: `This browser keeps nothing for pages (a private window, or storage is blocked), so the history is off. ${asFile}`,
    otherTab: 'Another tab with an older version of this page holds the history. Close that tab.',
    full: 'The history is full. What is in it stays, and this run isn’t added: delete others first, or save it as a file.',
    newer: `A newer release of this page wrote the history, which this one cannot read. Reload the page. ${asFile}`,
    damaged: `The history in this browser is damaged, so it is off. Clear this site’s data to mend it. ${asFile}`,
    other: (name: string) => `The browser refused to keep the history (${name}), so it is off. ${asFile}`,
  },
} as const;
