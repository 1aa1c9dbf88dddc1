/** English texts: tips for teaching with a story: what to ask, what is seen, what surprises. */

export const teachingText = {
  of: (story: string) => `Tips for teachers: ${story}`,
  kinds: { ask: 'Ask before Play', see: 'They will see', surprise: 'What often surprises' },
  tips: {
    looselyRelated: {
      ask: 'Half of the features are shared. Will PLE or AdaTT-sp win, or neither?',
      see: 'Both learn well, and the verdict finds no clear difference.',
      surprise: 'Neither is clearly better than one network per task, for all that the tasks share.',
    },
    identical: {
      ask: 'Both tasks are one function, each labelled on a tenth of the rows. Which network can use all labels?',
      see: 'Shared-Bottom gains over single-task, and is ahead of AdaTT-sp.',
      surprise:
        'The correlation is 1, yet that of the labels is measured near 0.65: each has noise of its own.',
    },
    groups: {
      ask: 'Five tasks: who will borrow from whom, and who from nobody?',
      see: 'Tasks 1 and 2, and tasks 3 and 4, take more from each other than before training; task 5 takes less.',
      surprise:
        'In the saved run AdaTT-sp and PLE are practically equal all the same: to find one’s like is not yet to gain by it.',
    },
    manyGroups: {
      ask: 'Eight tasks in three groups, few labels: in which order will the five networks come?',
      see: 'AdaTT-sp is ahead of PLE, and not ahead of Shared-Bottom.',
      surprise:
        'All curves rise again after a third of the steps. The verdict uses the best step, not the last.',
    },
    opposite: {
      ask: 'The correlation is −1. Is the other task a help or a hindrance?',
      see: 'Shared-Bottom and Cross-Stitch gain over single-task.',
      surprise: 'Opposite is not unrelated: both need the same features, and a tower can turn the sign.',
    },
    unrelated: {
      ask: 'The tasks have nothing in common, and the layers are narrow. What will sharing cost?',
      see: 'All three networks lose against one network per task: negative transfer.',
      surprise:
        'Gates do not save AdaTT-sp: in the saved run it keeps over three quarters of each task’s weight at home, and loses as well.',
    },
    sparse: {
      ask: 'Task 3 has 2 % positives and labels on a tenth of the rows. From whom can it learn?',
      see: 'It gains over single-task in Shared-Bottom, and less in AdaTT-sp.',
      surprise:
        'At step 0 its loss is several times that of always guessing 2 %: an untrained network says about one half.',
    },
    figure3: {
      ask: 'Which two of the three tasks will borrow from each other?',
      see: 'At level 2, tasks 1 and 2 take more from each other than before training.',
      surprise: 'Rows of the sum view add up to 2, not to 1: the direct weight comes on top of the gate.',
    },
    residual: {
      ask: 'What becomes of a task whose own experts lose their fixed weight?',
      see: 'The network with the residual is ahead; in the other, an alarm says that a task hardly uses its own experts.',
      surprise: 'No task needs another here, and still gates alone do not find the way home.',
    },
    findTheBug: {
      ask: 'One of the two is not AdaTT. What would you look at to find out which?',
      see: 'The direct weights of one network are the same at the first and at the last step.',
      surprise:
        'In the saved run the losses do not tell: a network with a part that never learns does about as well.',
    },
    userGroups: {
      ask: 'Each group of users has tasks of its own. Where should a network learn of the group: before the experts, before the towers, nowhere?',
      see: 'The network without factors is ahead of the one with factors before the experts, not of the one with factors before the towers.',
      surprise: 'Factors are not free: their weights are taken from the rest of the network.',
    },
    mlmmoe: {
      ask: 'Will a second level of gates make MMoE better?',
      see: 'ML-MMoE is not ahead of MMoE.',
      surprise: 'Deeper is not better: in the saved run it is MMoE that is ahead, by some 4 %.',
    },
    sampleDependent: {
      ask: 'On some rows the tasks agree, on others they disagree. What will the correlation over all rows be?',
      see: 'AdaTT-sp is ahead of MMoE, and not ahead of Cross-Stitch, which mixes every row alike.',
      surprise: 'Over all rows the correlation is about 0, which hides 0.9 on some rows and −0.9 on others.',
    },
    sweep: {
      ask: 'From which correlation on will sharing pay? Let everybody draw a line.',
      see: 'On average all four lose at −0.5 and at 0.4, and gain at 1.',
      surprise: 'Some correlation is not enough: up to 0.5 these tasks need features of their own.',
    },
    funnel: {
      ask: 'Conversions are only seen after clicks. What will a network say where nobody clicked?',
      see: 'Learned on clicked rows alone, it predicts too many there; on the entire space, it is not clearly behind over all rows.',
      surprise: 'No log can show this: only made-up rows know what would have been where nobody clicked.',
    },
    funnelApart: {
      ask: 'If a click tells nothing of a conversion, does it help to correct for clicks?',
      see: 'Conversions are as frequent on clicked rows as elsewhere, and no objective is right on all rows.',
      surprise:
        'Correcting for clicks does not make it right: on the entire space, it predicts too few conversions where nobody clicked.',
    },
  },
} as const;
