/** English texts: functions that networks have learned. */
import { formatFixedPercent } from '../format.ts';

/** Source expert's owner, half of a plane in words, and its share there. */
type Reliance = readonly [source: string, where: string, share: number];

function reliesOn(name: string, task: string, first: Reliance, second: Reliance): string {
  const [one, other] = [first, second].map(
    ([, where, share]) => `${where} (${formatFixedPercent(share, 0)})`,
  );
  const subject = `${name}: ${task} relies most on ${first[0]}`;
  return first[0] === second[0]
    ? `${subject}, ${one} and ${other}.`
    : `${subject} ${one} and on ${second[0]} ${other}.`;
}

export const learnedText = {
  hint: 'Colour = prediction, at each point of a cut through the inputs.',
  nothingYet: 'There is nothing to look at yet',
  pressPlay: 'Play trains the networks here and shows what they learn while they learn it.',
  starting: 'The networks are being made.',
  failed: 'The networks of this run are gone. Press Play to train them again.',
  retraining: {
    training: (replica: number, percent: string) =>
      `Training repetition ${replica + 1} of this saved run again: ${percent}`,
    trained: (replica: number) => `Repetition ${replica + 1} of this saved run, trained again.`,
    otherBackend: (here: string) => `It was trained on ${here}, the results were not: last digits differ.`,
    offer: 'The networks of this run can be trained again',
    offerDetail: (replica: number, seconds: string) =>
      `The run was saved without them. One repetition, number ${replica + 1}, takes about ${seconds} s.`,
    begin: 'Train them again',
    fileNeeded: (fileName: string) =>
      `The run was saved without its networks. Its file ${fileName} is needed to train them again.`,
    noCards: 'It has no architectures.',
    failed: 'The networks could not be trained again',
  },
  notDownloaded: 'What draws it could not be downloaded. The run is as it was.',
  noPlane:
    'A plane needs two columns of numbers that differ between rows. This file has fewer among its inputs.',
  plane: 'Plane',
  planes: { switch: 'Across the switch', tasks: 'Two tasks', tasksNegative: 'Two tasks, switched' },
  planeHints: {
    tasks: 'The plane of two tasks. Arrows = what each task looks for.',
    firstGroup:
      'The plane of two tasks in the first group of users. Arrows = what each task looks for there.',
    tasksNegative: 'The same two tasks where the last input is negative, which turns the arrows.',
    switch:
      'The last input, whose sign turns the tasks, against the direction of the first task. The tasks change at the dashed line.',
    columns: 'Two columns of the file; all other inputs are at their mean.',
  },
  firstTask: 'First task',
  secondTask: 'Second task',
  columnX: 'Column to the right',
  columnY: 'Column upwards',
  view: 'Colours',
  views: { prediction: 'Prediction', error: 'Error' },
  level: 'Level of the gates',
  truth: 'Truth',
  title: { prediction: 'What they learned', error: 'Where they are wrong' },
  units: {
    regression: 'target, in standard deviations',
    binary: 'log odds of a yes',
    mixed: 'target in standard deviations, or log odds',
  },
  errorUnit: (unit: string) => `prediction minus truth: ${unit}`,
  note: (step: string, replica: number | null, numReplicas: number) =>
    `step ${step}, ${replica === null ? `average of ${numReplicas} repetitions` : `repetition ${replica + 1}`}`,
  notKept: 'No picture was kept of the step chosen. This is the newest.',
  axes: (x: string, y: string, reach: number) =>
    `To the right: ${x}. Upwards: ${y}. Each from −${reach} to ${reach}.`,
  rows: 'Dots: the first 200 training rows, seen from above the plane.',
  axisNames: {
    direction: (task: string) => `direction of ${task}`,
    across: (task: string) => `towards ${task}, at a right angle`,
    last: 'the last input',
    column: (name: string) => `${name} (deviations from its mean)`,
  },
  angle: (degrees: number, cosine: string) => `The arrows are ${degrees}° apart: a correlation of ${cosine}.`,
  bothAngles: (positive: string, negative: string) =>
    `The tasks correlate by ${positive} to the right of the dashed line and by ${negative} to the left.`,
  pictureName: 'Planes of what is predicted. Arrow keys move the point that is read.',
  readHint: 'Point at a plane, tap it or use the arrow keys, to read a point.',
  at: (x: string, y: string) => `At ${x}, ${y}:`,
  explained: (name: string, shares: readonly (readonly [task: string, share: number])[]) =>
    `${name} explains ${shares
      .map(([task, share]) =>
        share > 0 ? `${formatFixedPercent(share, 0)} of ${task}` : `nothing of ${task}`,
      )
      .join(' and ')} here.`,
  explainedHelp:
    'Share of the variance of the truth on this plane; points count as often as rows fall near them.',
  explainedColumn: (task: string) => `${task}: explained, %`,
  gatesTitle: 'Whom they rely on',
  gatesNote: (step: string, replica: number) => `step ${step}, repetition ${replica + 1}`,
  gatesHint:
    'Hue: whose experts a task’s gate weighs most. Strength: by how much. Where there is no gate, the learned or fixed weights of the mix.',
  noUnit: 'no unit here',
  noChoice: 'No architecture shown has a choice of experts at this level.',
  expert: (number: number) => `expert ${number}`,
  whose: {
    own: 'its own experts',
    ofTask: (task: string) => `the experts of ${task}`,
    shared: 'the shared experts',
  },
  relies: {
    same: (name: string, task: string, source: string, share: number) =>
      `${name}: ${task} relies most on ${source} (${formatFixedPercent(share, 0)}), about as much everywhere.`,
    fixed: (name: string, task: string, source: string, share: number) =>
      `${name}: ${task} relies most on ${source} (${formatFixedPercent(share, 0)}), the same for every row.`,
    sides: (name: string, task: string, left: readonly [string, number], right: readonly [string, number]) =>
      reliesOn(name, task, [left[0], 'on the left', left[1]], [right[0], 'on the right', right[1]]),
    upAndDown: (
      name: string,
      task: string,
      below: readonly [string, number],
      above: readonly [string, number],
    ) =>
      reliesOn(
        name,
        task,
        [below[0], 'in the lower half', below[1]],
        [above[0], 'in the upper half', above[1]],
      ),
  },
  strength: (from: string) => `weight, from an even ${from} (pale) to 100 %`,
  sliceTitle: (task: string) => `${task} along a line`,
  sliceNote: (numReplicas: number) =>
    numReplicas < 2 ? 'one repetition' : `mean of ${numReplicas} repetitions, 95 % bands`,
  sliceHint: 'The line through the middle of the plane, along each task’s own direction.',
  truthLine: 'The thick line is the truth.',
  sliceHintColumns: 'The line along the column to the right; all other inputs are at their mean.',
  along: (name: string) => `along the ${name}`,
  place: 'Place',
  sliceName: (task: string, names: readonly string[]) => `Lines of ${task}: ${names.join(', ')}`,
  low: (name: string) => `${name} low`,
  high: (name: string) => `${name} high`,
  task: 'Task',
  source: 'Lender',
  weight: 'Weight',
} as const;
