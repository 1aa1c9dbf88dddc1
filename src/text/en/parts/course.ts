/** English texts: the course of four lessons, for students and for their teachers. */

export const courseText = {
  title: (place: number, name: string) => `Lesson ${place}: ${name}`,
  next: (title: string) => `Next: ${title}`,
  lessons: {
    why: {
      name: 'Why share?',
      steps: [
        {
          say: 'Two tasks that are one and the same function. Each has labels on only a tenth of the rows, and not on the same rows. Shared-Bottom (C) learns both in one trunk, which parts only at the end. The other way is single-task: one network per task. Every run here trains it too, as a yardstick.',
          ask: 'Against one network per task, how will Shared-Bottom do?',
          answers: [
            'Worse: two tasks in one trunk get in each other’s way',
            'No clear difference: a task learns only from its own labels',
            'Better: the trunk learns from the labels of both tasks',
          ],
        },
        {
          say: 'Better: see the last column of “Results on test rows”, further down. Each label of one task teaches the trunk that both use. AdaTT-sp and PLE gain as well, but less. Both keep experts for each task, which Shared-Bottom does without.',
        },
        {
          say: 'Another pair: only half of the features that the two tasks need are common to both, and both have labels on every row. AdaTT-sp and PLE are made for such cases: a task has experts of its own, and takes from elsewhere what it can use.',
          ask: 'Which of the two is clearly better than one network per task?',
          answers: ['Both', 'Only AdaTT-sp', 'Only PLE', 'Neither'],
        },
        {
          say: 'Neither. On average both even lose a little; but their intervals reach over zero, so this run cannot tell. Read the interval before the number. Having something in common is not yet enough to gain.',
        },
        {
          say: 'In short: sharing turns the labels of one task into labels for another. Whether that pays is not certain. Two things changed between the pairs: how much the tasks have in common, and how many labels they have. Which of them mattered? Change one (the correlation, or “Labelled rows” under “More about the tasks”) and press Play.',
        },
      ],
      teacher: {
        ask: 'Does one network for two tasks do better than two networks? First where the tasks are the same and labels are few, then where half is common and labels are many.',
        see: 'Shared-Bottom gains most on the first pair. On the second, neither AdaTT-sp nor PLE is clearly better than one network per task.',
        surprise:
          'The simplest way to share is ahead of the two that can choose what to share; and related tasks need not gain at all.',
      },
    },
    harm: {
      name: 'When sharing harms',
      steps: [
        {
          say: 'Three tasks, no two of which need the same features; and the layers are narrow. Shared-Bottom leads all three through one trunk. In MMoE each task has a gate: weights by which it mixes common experts. In AdaTT-sp each task also has experts of its own, and its gate says what to borrow from the others’.',
          ask: 'Which of the three will lose against one network per task?',
          answers: [
            'All three',
            'Shared-Bottom and MMoE: own experts protect AdaTT-sp',
            'Only Shared-Bottom: gates protect the others',
            'None of them',
          ],
        },
        {
          say: 'All three: see the last column of “Results on test rows”. This is negative transfer: tasks do worse together than each alone. AdaTT-sp did notice: on the stage, most of what a task uses comes from its own experts. It is ahead of MMoE, and loses all the same.',
        },
        {
          say: 'Now two opposite tasks: what one calls high the other calls low, so their correlation is as low as can be. Both need the same features, and each has labels on only a tenth of the rows. On top of the trunk of Shared-Bottom, each task has a tower: layers of its own.',
          ask: 'Against one network per task, how will Shared-Bottom do here?',
          answers: [
            'Worse: the two tasks pull the trunk in opposite directions',
            'Better: features are common, and a tower can turn the sign',
            'No clear difference: opposite tasks have nothing to share',
          ],
        },
        {
          say: 'Better, and by about as much as in lesson 1, where the two tasks were the same. The trunk learns features, and these are the same for both. Only the last step differs, and there each task has its own tower.',
        },
        {
          say: 'In short: opposite is not unrelated. What can be shared is the way to an answer, not the answer; a correlation shows only the answers. And sharing can harm, with gates or without, which nobody sees who has no single-task network beside it. Try it: drag the correlation to 0 and press Play. The two still need the same features. Does sharing pay?',
        },
      ],
      teacher: {
        ask: 'Which ways of sharing harm tasks that have nothing in common? And do tasks that contradict each other harm each other?',
        see: 'On unrelated tasks Shared-Bottom, MMoE and AdaTT-sp all lose against single-task. On opposite tasks Shared-Bottom gains about as much as on identical ones.',
        surprise:
          'Gates do not save AdaTT-sp, although it keeps most of its weight at home. And a correlation of −1 is as good as one of 1.',
      },
    },
    who: {
      name: 'Who borrows from whom?',
      steps: [
        {
          say: 'Five tasks: 1 and 2 are alike, 3 and 4 are alike, and 5 is like no other (see their correlations). The networks are not told. In AdaTT-sp every task has experts of its own, whose output it always takes. Its gate adds what it borrows: weights for all experts, which are learned, and set anew for every row.',
          ask: 'What will training change at level 2 of AdaTT-sp?',
          answers: [
            'Tasks 1 and 2 take more from each other',
            'Tasks 2 and 3 take more from each other',
            'Task 5 takes more from the others, as it has no partner',
            'Task 5 takes less from the others',
          ],
        },
        {
          say: 'A row says from whom a task takes. At level 2 tasks 1 and 2 borrow from each other, so do 3 and 4, and task 5 keeps to itself. Drag the step, at the top, back to 0: there each took about as much from any other. Nobody told the gates who is alike. “Equations” shows what is inside one.',
        },
        {
          say: 'PLE puts up fences: a task may use its own experts and a few shared ones, never those of another task. So it cannot borrow from its partner alone. MMoE has no own experts: one pool, and a gate for each task. AdaTT-sp has found out who is alike. What is that worth?',
          ask: 'Against PLE and MMoE, AdaTT-sp is …',
        },
        {
          say: 'It is ahead of MMoE, and practically equal to PLE, which never knew who is alike. And look at the last column of “Results on test rows”: neither AdaTT-sp nor PLE is clearly better than one network per task. To find one’s like is not yet to gain by it.',
        },
        {
          say: 'In short: AdaTT gives a task experts of its own, plus what its gate borrows from any other. PLE lets tasks meet in shared experts only. MMoE has nothing but the pool. Gates show who is alike; only the loss shows whether that pays. Try it: drag the correlation of tasks 1 and 2 to 0 and press Play. Do they still borrow from each other?',
        },
      ],
      teacher: {
        ask: 'Can gates find out which tasks belong together, if nobody tells them? And what is it worth?',
        see: 'At level 2, AdaTT-sp’s tasks 1 and 2, and 3 and 4, take more from each other than before training; task 5 takes less. It is ahead of MMoE and practically equal to PLE.',
        surprise:
          'The gates are right, and yet neither AdaTT-sp nor PLE is clearly better than one network per task.',
      },
    },
    pays: {
      name: 'When does it pay?',
      steps: [
        {
          say: 'Three related tasks. Two have labels on every row. Task 3 is rare, as a purchase is rare after a click: yes or no, seldom yes, and labels on only a tenth of the rows. It has most to learn from the others.',
          ask: 'In which network will task 3 gain most over a network of its own?',
          answers: [
            'AdaTT-sp: own experts, and a gate that borrows',
            'Shared-Bottom: one trunk for all three tasks',
            'MMoE: one pool of experts, and a gate for each task',
            'In none: the other two tasks drown it',
          ],
        },
        {
          say: 'In Shared-Bottom. But one experiment proves little. So 200 were drawn at random: few tasks or many, alike or not, few labels or many. In each, every architecture was trained at the size and the learning rate that suit it best.',
          ask: 'In how many of them does AdaTT-sp have the lowest loss?',
          answers: ['Most of them', 'About half', 'A few: those with many labels', 'None'],
        },
        {
          say: 'None. In most of them Shared-Bottom has the lowest loss. But AdaTT-sp isn’t always worse: with many labels it is better than PLE and MMoE, with few it is worse than one network per task. Figure 8 of the article has the numbers.',
        },
        {
          say: 'Look back at all four lessons before you take your own log. Two of these sentences were borne out.',
          ask: 'Which ones?',
          answers: [
            'Sharing can make tasks worse than each would be alone',
            'Opposite tasks have nothing to share',
            'Gates can find out which tasks are alike',
            'The network that chooses whom to learn from wins',
          ],
        },
        {
          say: 'In short, for your own log: train one network per task and Shared-Bottom first, for they are hard to beat. Then add PLE, MMoE and AdaTT, at equal size, in several repetitions. Believe the interval, not the number. Read gates to learn about your tasks, not to choose a network. “Use your own data”, under the tasks, opens your file.',
        },
      ],
      teacher: {
        ask: 'Where does a rare task gain most, and in how many of 200 random experiments does AdaTT-sp have the lowest loss?',
        see: 'Task 3 gains most in Shared-Bottom. AdaTT-sp has the lowest loss in none of the 200; with many labels it is better than PLE and MMoE.',
        surprise:
          'The simplest way to share has the lowest loss in most experiments; and with few labels, one network per task is better than AdaTT-sp.',
      },
    },
  },
} as const;
