/** English texts: settings of a card that do not depend on its architecture. */
export const cardFieldWords = {
  name: {
    label: 'Name',
    help: 'What charts and tables call this architecture, after its letter.',
  },
  color: {
    label: 'Line',
    help: 'Which of eight kinds of lines it has in charts. Colours stand for tasks; only the reference has the accent.',
  },
  architecture: {
    label: 'Architecture',
    help: 'How tasks share what they learn.',
  },
  initialSeedOffset: {
    label: 'Weight seed offset',
    help: 'Any number but 0 starts from other weights on the same rows and batches. Two cards with the same number are strictly comparable.',
  },
  weighting: {
    label: 'Loss weights',
    help: 'Fixed takes the weights of the tasks as they are. Uncertainty also learns a weight per task, smaller the larger its loss stays.',
  },
  objective: {
    label: 'Objective',
    help: 'What is learned of a task that comes after another: its labels where that one is yes, or whether both are yes on all rows, or the former with each label weighted by how unlikely it was.',
  },
  clip: {
    label: 'Least probability',
    help: 'A label is weighted by one over the predicted probability that the task before happens. Smaller probabilities count as this one.',
  },
  lambdaC: {
    label: 'Weight of labels',
    help: 'How much the weighted labels of a task after another count, λ of the conversion.',
  },
  lambdaG: {
    label: 'Weight of all rows',
    help: 'How much the loss of both being yes on all rows counts, λ of the whole.',
  },
};
