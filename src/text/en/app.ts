/** English texts: the page around the charts. */
import { formatShare } from '../format.ts';
import { backendText, failuresText, runText } from './run.ts';

const shownKind = { regression: 'regression', binary: 'binary' } as const;

interface TaskWords {
  readonly kind: 'regression' | 'binary';
  readonly noise: number;
  readonly positiveRate: number;
  readonly labelFraction: number;
  readonly after: number | null;
  readonly lossWeight: number;
}

type NoiseUnit = 'share' | 'deviation';

export const appText = {
  run: runText,
  backend: backendText,
  failures: failuresText,

  title: 'AdaTT Playground',
  setUp: 'Experiment',
  results: 'Results',
  skipToSetUp: 'Skip to the experiment',
  lesson: 'The lesson',
  newVersion: 'A new version of this page is ready.',

  covered: 'First answer in the lesson above what you expect. Then the result is shown.',
  ui: {
    about: (what: string) => `About ${what}`,
    panelFailed: (name: string) => `${name} could not be shown`,
    tryAgain: 'Try again',
    dismiss: 'Dismiss',
    details: 'Details',
    message: 'Message',
    reload: 'Reload the page',
    undo: 'Undo',
    close: 'Close',
    cancel: 'Cancel',
    architecture: 'Architecture',
    noValue: '–',
    level: (number: number) => `Level ${number}`,
    addLevel: 'Add a level',
    removeLevel: (number: number) => `Remove level ${number}`,
  },

  amounts: {
    seconds: (count: string) => `${count} s`,
    minutes: (count: string) => `${count} min`,
    hours: (count: string) => `${count} h`,
    milliseconds: (count: string) => `${count} ms`,
    megabytes: (count: string) => `${count} MB`,
  },

  theme: {
    title: 'Colours',
    names: { system: 'System', light: 'Light', dark: 'Dark' },
  },

  otherLanguage: {
    id: 'zh',
    lang: 'zh-Hans',
    name: '中文',
    folder: 'zh/',
    losesRun: 'Stops the current run',
  },

  link: {
    share: 'Share',
    copied: 'The link is copied.',
    opened: 'The experiment of the link is open.',
    problems: (count: number) =>
      `The link is open, but ${count === 1 ? 'one thing in it was' : `${count} things in it were`} changed:`,
    refused: 'The link isn’t open.',
  },

  menu: {
    presets: 'Presets',
    more: 'More',
    undo: 'Undo the last change',
    cite: 'Cite',
    readerNotLoaded: 'What reads runs could not be downloaded. Nothing was changed.',
    noResults: 'There are no results yet. Press Play first.',
    notLoaded: 'What saves them could not be downloaded. Nothing was saved.',
    resultsFileName: 'adatt-results.json',
    reportFileName: 'adatt-report.md',
    history: 'History',
    about: 'About this page',
    glossary: 'Terms and keys',
    lesson: 'Make a lesson',
    startedOver: 'Everything is back to the start.',
    fileName: 'adatt-experiment.json',
    fileOpened: (name: string) => `${name} is open.`,
    fileProblems: (name: string, count: number) =>
      `${name} is open, but ${count === 1 ? 'one thing in it was' : `${count} things in it were`} changed:`,
    fileFailed: (name: string) => `${name} could not be opened`,
    unreadable:
      'It could not be read: perhaps it is a folder, or was moved or deleted meanwhile. Nothing was changed.',
    oneFile: (name: string) => `One file at a time: ${name} is opened, the others are not.`,
    drop: 'Drop a file: an experiment or runs (.json), or data of your own (.csv, .csv.gz, .parquet)',
  },

  ownData: {
    title: 'Your own data',
    menu: 'Your own data …',
    choose: (fileName: string) => `Choose ${fileName} …`,
    instead: 'Use your own data',
  },

  undo: {
    done: 'Undone.',
    nothing: 'There is nothing to undo.',
    redone: 'Redone.',
    nothingToRedo: 'There is nothing to redo.',
  },

  tasks: {
    title: 'Tasks',
    removed: (names: readonly string[]) => `${names.join(', ')} removed`,
    /** More tasks than features. */
    moreFeatures: (count: number) => `Hidden features raised to ${count}, as many as there are tasks`,
    secondRemoved: 'Second correlation removed',
    sampleDependence: 'Correlation varies by sample',
    summary: (
      { kind, noise, positiveRate, labelFraction, lossWeight, after }: TaskWords,
      noiseUnit: NoiseUnit,
    ) =>
      [
        shownKind[kind],
        ...(kind === 'binary' ? [`${formatShare(positiveRate)} yes`] : []),
        `noise ${noiseUnit === 'share' ? formatShare(noise) : noise}`,
        ...(labelFraction === 1 ? [] : [`${formatShare(labelFraction)} labelled`]),
        ...(lossWeight === 1 ? [] : [`weight ${lossWeight}`]),
        ...(after === null ? [] : [`after task ${after + 1}`]),
      ].join(' · '),
    ofFile: (
      { kind, lossWeight, after }: Pick<TaskWords, 'kind' | 'lossWeight' | 'after'>,
      column: string | null,
    ) =>
      [
        column === null ? 'no column yet' : `${kind === 'binary' ? 'yes or no' : 'number'} from ${column}`,
        ...(after === null ? [] : [`after task ${after + 1}`]),
        ...(lossWeight === 1 ? [] : [`weight ${lossWeight}`]),
      ].join(' · '),
  },

  correlation: {
    narrow: 'Correlation: tap a cell, move the slider',
    locked: 'Correlation',
    title: {
      correlation: 'Correlation: drag a cell',
      secondCorrelation: 'Where the extra feature is negative',
    },
  },

  architectures: {
    title: 'Architectures',
    name: (id: string, name: string) => `${id} · ${name}`,
    parameters: (count: string) => `${count} parameters`,
    levels: (levels: readonly string[], isChanged: boolean) =>
      `${levels.length === 1 ? 'level' : 'levels'} ${levels.join(', ')}${isChanged ? ' ✱' : ''}`,
    option: (label: string, value: string, isChanged: boolean) => `${label} ${value}${isChanged ? ' ✱' : ''}`,
    add: 'Add architecture',
    full: (max: number) => `There can be at most ${max} architectures.`,
    duplicate: (name: string) => `Duplicate ${name}`,
    duplicateShort: 'Duplicate',
    remove: (name: string) => `Remove ${name}`,
    removeShort: 'Remove',
    removed: (name: string) => `${name} removed`,
    changed: (id: string, label: string) => `${id} is now ${label}`,
    cannotBeBuilt: 'cannot be built like this',
    uneven: (percent: string) =>
      `Sizes differ by up to ${percent} from the reference: more than the architecture is compared.`,
    makeEqual: 'Make parameters equal',
  },

  compareAll: {
    action: 'Compare all',
    hint: 'Trains every architecture, each at its best size and learning rate.',
    done: (numModels: number, numNetworks: number) =>
      `Comparing ${numModels} architectures: ${numNetworks} networks, of which validation loss chooses one each.`,
  },

  moreSettings: {
    title: 'More settings',
    asAtFirst: 'all at their defaults',
    changed: (changes: readonly string[]) =>
      changes.length > 2 ? `${changes.length} changed` : changes.join(', '),
    setting: (label: string, value: string) => `${label} ${value}`,
  },

  places: { play: 'Compare', inspect: 'Inspect', sweep: 'Sweep' },
  placesLabel: 'Places',
  tabs: {
    inspect: {
      gates: 'Gates',
      row: 'One row',
      learned: 'Learned',
      equations: 'Equations',
    },
    sweep: {
      sweep: 'One setting',
      public: 'Public data',
    },
  },
  readingLabel: 'What to look at',
  timeMachine: 'Time machine',
} as const;

export const punctuationText = {
  list: (parts: readonly string[]) => parts.join(', '),
  clauses: (parts: readonly string[]) => parts.join('; '),
  heading: (name: string) => `${name}:`,
  said: (of: string, what: string) => `${of}: ${what}`,
  sentence: (words: string) => `${words}.`,
  sentences: (all: readonly string[]) => all.join(' '),
} as const;
