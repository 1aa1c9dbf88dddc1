/** English texts: terms, in two sentences at most, and keys. */
export const glossaryText = {
  title: 'Terms and keys',
  intro: 'The words of this page, and what the keyboard does.',
  termsTitle: 'Terms',
  keysTitle: 'Keys',
  terms: [
    [
      'AdaTT',
      'Adaptive Task-to-Task fusion (Li et al., KDD 2023): every task has experts of its own at every level, and a gate that mixes in those of other tasks. What it borrows is learned, separately for each example.',
    ],
    [
      'AdaTT-sp',
      'AdaTT whose experts all belong to tasks, the plain form of the paper. “AdaTT with shared experts” adds some that belong to none.',
    ],
    ['Expert', 'A small network that turns a row, or what the level below made of it, into features.'],
    [
      'Gate',
      'A softmax over experts: the weights with which a task mixes them, computed from the row. They add to 1.',
    ],
    [
      'Direct weight',
      'What a task takes of its own experts past the gate, the same for every row. In the paper it is a residual connection: always 1.',
    ],
    ['Level', 'One layer of experts and mixing. Above the last level stand the towers.'],
    ['Tower', 'The head of one task: it turns the mixture of that task into its prediction.'],
    [
      'Borrowing',
      'The share of a task’s output that comes from experts of other tasks. Sentences tell its change since step 0, where gates are about even.',
    ],
    [
      'Single-task, Shared-Bottom',
      'The two ends of sharing: a network per task, or one set of experts for all tasks.',
    ],
    [
      'MMoE, PLE',
      'Rivals with gates: MMoE shares all experts, PLE has experts of each task beside shared ones. In PLE no task sees the experts of another.',
    ],
    [
      'STEM',
      'A rival whose gates see all experts, as AdaTT’s do, while each task trains only its own and the shared ones.',
    ],
    ['Cross-Stitch', 'A rival that mixes with learned weights which are the same for every row.'],
    [
      'Correlation of two tasks',
      'How alike what they look for is: 1 is the same, 0 unrelated, −1 opposite. Labels correlate less, since they are noisy and curved.',
    ],
    [
      'Repetition',
      'The experiment once more, with other rows and initial weights. All architectures get the same in each, so they are compared pair by pair.',
    ],
    [
      'Interval, band',
      'Where the mean of many repetitions lies in 95 % of experiments. In a verdict intervals are wider, so that each list of statements holds as a whole.',
    ],
    [
      'Cannot tell',
      'The interval contains 0 and also differences that would matter, and the run need not have found those. More repetitions may decide it.',
    ],
    [
      'Too small to see',
      'No clear difference, in a run that would have shown one as large as a tie in 4 of 5 such experiments.',
    ],
    [
      'Practically equal',
      'Any difference is smaller than what counts as a tie: where it is not, this is said in 5 % of experiments at most. The interval shown is then the narrower one that tests just this, with its level.',
    ],
    [
      'Budget',
      'What is made equal before training: the number of parameters, or of experts. Without it the larger network may win for its size alone.',
    ],
    [
      'MSE / Var, NE',
      'A loss as a share of that of the best constant: 1 has learned nothing, 0 is perfect. MSE / Var is for numbers, NE for yes or no.',
    ],
    ['AUC', 'The chance that a yes is ranked above a no: 0.5 is a coin, 1 is perfect.'],
    [
      'Floor',
      'The loss of somebody who knows how the tasks were made, but not the noise. No network can go below it.',
    ],
    [
      'Draw of the tasks',
      'One choice of the hidden directions and features behind the tasks. A verdict holds for one draw, unless each repetition draws its own.',
    ],
  ],
  keys: [
    ['Space', 'Play or pause'],
    ['→', 'One training step'],
    ['R', 'Back to step 0'],
    ['H', 'The history of finished runs'],
    ['P', 'Projector mode: larger, and nothing but the result'],
    ['Ctrl Z', 'Undo'],
    ['Ctrl Shift Z', 'Redo'],
    ['?', 'This list'],
    ['Arrow keys', 'In a picture: from part to part. In the matrix: the value of a cell, finer with Shift'],
    ['Enter', 'In a picture: keep or open what is looked at'],
    ['Escape', 'Close what is open; leave projector mode'],
  ],
} as const;
