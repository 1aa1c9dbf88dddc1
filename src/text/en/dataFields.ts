/** English texts: settings of tasks and of made-up data. */

export const taskFieldWords = {
  name: {
    label: 'Name',
    help: 'What charts and tables call this task.',
  },
  kind: {
    label: 'Kind',
    help: 'Regression predicts a number and is scored by squared error; binary predicts yes or no and is scored by log loss.',
  },
  noise: {
    label: 'Noise',
    help: 'Random error added to the target, which no model can predict: its variance as a share of the variance of what can be predicted (0.1: a tenth), or its standard deviation, see noise unit. It sets the floor below which no loss can go.',
  },
  positiveRate: {
    label: 'Positive rate',
    help: 'Share of rows whose answer is yes. Only binary tasks use it.',
    unit: 'of the rows',
  },
  labelFraction: {
    label: 'Labelled rows',
    help: 'Share of the training rows that carry a label of this task; the others are skipped in its loss.',
    unit: 'of the training rows',
  },
  lossWeight: {
    label: 'Loss weight',
    help: 'How much this task counts in the total loss. With 0 it is measured but not learned.',
  },
};

export const dataFieldWords = {
  source: {
    label: 'Source',
    help: 'How targets come from inputs: each task a curve of its own score, or all tasks sums of hidden features.',
  },
  recipe: {
    label: 'Recipe',
    help: 'Smooth targets (as in the PLE paper) are easy to fit; rough targets (as in the MMoE paper) wiggle fast and are hard.',
  },
  inputDim: {
    label: 'Inputs',
    help: 'Features of a row. There must be at least as many as tasks.',
    unit: 'features',
  },
  numTrainRows: {
    label: 'Training rows',
    help: 'Rows that the models learn from. Fewer rows make sharing between tasks more useful.',
    unit: 'rows',
  },
  numValidationRows: {
    label: 'Validation rows',
    help: 'Held-out rows that choose the best step of a run.',
    unit: 'rows',
  },
  numTestRows: {
    label: 'Test rows',
    help: 'Held-out rows that give the reported loss. More rows make it less noisy.',
    unit: 'rows',
  },
  numFeatures: {
    label: 'Hidden features',
    help: 'Curves of the inputs. Each task is a weighted sum of so many of them.',
    unit: 'per task',
  },
  numCommonFeatures: {
    label: 'In common',
    help: 'How many hidden features all tasks share. The others belong to one group: tasks that correlate by more than 0.5, either way.',
    unit: 'features',
  },
  labelTemperature: {
    label: 'Label softness',
    help: 'How gradually the chance of a yes rises with the score of a binary task: small is a sharp border, large is nearly a coin toss.',
    unit: 'standard deviations',
  },
  noiseUnit: {
    label: 'Noise unit',
    help: 'What the noise of every task is given in. As a share of the variance of the signal it makes every draw equally hard; as a standard deviation it does not.',
  },
  switching: {
    label: 'The sign turns',
    help: 'Whom the sign of the extra feature turns: every task, as much, or later tasks alone, the first one not at all. Release 0.1 did the latter.',
  },
  positives: {
    label: 'Positives',
    help: 'How many rows of a binary task are positive: each row is drawn on its own, so that their number varies as it does in practice, or exactly the share asked for among the labelled rows of every split.',
  },
  redraw: {
    label: 'Each repetition draws',
    help: 'What is new in every repetition, and so what a verdict speaks of. Rows, batches and initial weights: of this draw of the tasks. Tasks as well: of tasks drawn like these. Initial weights alone: of these very rows. Release 0.1 drew rows, weights and the directions of the tasks.',
  },
  draw: {
    label: 'Draw of the tasks',
    help: 'Which tasks are drawn from the seed. Where each repetition draws its own, the first one has this number.',
  },
  seed: {
    label: 'Seed',
    help: 'Another number draws other rows, batches and initial weights. The same number repeats the run exactly.',
  },
};
