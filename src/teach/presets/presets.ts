/** Experiments that tell a story, with what to look at and what their runs must show. */
import { cardsOf, defaultExperiment } from '../../experiment/defaults.ts';
import {
  setComparison,
  setData,
  setMatrix,
  setNumTasks,
  setSampleDependence,
  setTask,
  setTraining,
} from '../../experiment/edit.ts';
import { setCard, setCardOptions } from '../../experiment/editCards.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { matrixOfTriangle } from '../../experiment/matrix.ts';
import { type SweepRange, sweepAxisOf, sweepValues } from '../../studies/sweep/axes.ts';
import { text } from '../../text/text.ts';
import type { PanelPlace, PresetClaim } from './claims.ts';
import { stories } from './stories.ts';
import type { Story, StoryChapter } from './story.ts';

const words = text.presets;

const presetNameWords = text.presetNames;

export interface Preset {
  /** Id of the preset, also an argument of `npm run train`. */
  readonly id: string;
  readonly chapter: StoryChapter;
  readonly title: string;
  /** Sentence on what to look at; true for any run. */
  readonly hint: string;
  /** Says what is seen there; shown beside runs that satisfy all claims. */
  readonly shows: string;
  readonly experiment: Experiment;
  /** Things to look at in order: first the hint's, last something to try. */
  readonly beats: readonly PresetBeat[];
  readonly answer: string | null;
  readonly sweep: PresetSweep | null;
  /** Claims that must hold for any seed, see `npm run study -- presets`. */
  readonly claims: readonly PresetClaim[];
}

export interface PresetBeat {
  readonly words: string;
  readonly place: PanelPlace;
}

export interface PresetSweep {
  readonly axisId: string;
  readonly values: readonly number[];
  readonly range: SweepRange;
  readonly numPoints: number;
}

type PresetId = keyof typeof stories;

interface StoryWords extends Pick<Preset, 'title' | 'hint' | 'shows'> {
  readonly answer?: string | null;
}

const presetFrom = (id: PresetId): Preset => {
  const story: Story = stories[id];
  const experiment = experimentOfStory(story);
  const { chapter, claims } = story;
  const told: StoryWords = words[id];
  const first = story.sweep === undefined ? placeOfClaim(claims[0]) : 'sweep';
  const beats = [
    { words: told.hint, place: first },
    ...story.beats.map((place, index) => ({ words: words[id].beats[index] ?? '', place })),
  ];
  const sweep = sweepOfStory(story, experiment);
  return { answer: null, ...told, id, chapter, experiment, beats, sweep, claims };
};

// The hint points to what the first claim is about.
const placeOfClaim = (claim: PresetClaim | undefined): PanelPlace =>
  claim?.kind === 'borrows' || claim?.kind === 'native' ? 'gates' : 'play';

function experimentOfStory(story: Story): Experiment {
  const { numTasks, correlation, secondCorrelation, eachTask = {}, lastTask = {} } = story;
  const cards = cardsOf(story.cards.map(({ architecture }) => architecture));
  let experiment = setNumTasks({ ...defaultExperiment(), cards }, numTasks);
  experiment = setMatrix(experiment, 'correlation', matrixOfTriangle(correlation, numTasks));
  if (secondCorrelation !== undefined) {
    experiment = setSampleDependence(experiment, true);
    experiment = setMatrix(experiment, 'secondCorrelation', matrixOfTriangle(secondCorrelation, numTasks));
  }
  for (const index of experiment.tasks.keys()) experiment = setTask(experiment, index, eachTask);
  experiment = setTask(experiment, numTasks - 1, lastTask);
  experiment = setTraining(setData(experiment, story.data ?? {}), story.training ?? {});
  if (story.reference !== undefined) experiment = setComparison(experiment, { reference: story.reference });
  return withCardSettings(experiment, story);
}

const withCardSettings = (experiment: Experiment, { cards }: Story): Experiment =>
  experiment.cards.reduce((edited, { id }, index) => {
    const { name, settings = {}, options = {} } = cards[index] ?? {};
    const named = setCard(edited, id, { ...settings, ...(name && { name: presetNameWords[name] }) });
    return setCardOptions(named, id, options);
  }, experiment);

function sweepOfStory({ sweep }: Story, experiment: Experiment): PresetSweep | null {
  const axis = sweep === undefined ? undefined : sweepAxisOf(experiment, sweep.axisId);
  if (sweep === undefined || axis === undefined) return null;
  const { from, to, numPoints } = sweep;
  return { axisId: axis.id, values: sweepValues(axis, sweep), range: { from, to }, numPoints };
}

const presetIds = Object.keys(stories) as readonly PresetId[];

export const presets: readonly Preset[] = presetIds.map(presetFrom);

export const presetOfId = (id: string): Preset | undefined => presets.find((preset) => preset.id === id);
