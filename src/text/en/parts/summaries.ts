/** English texts: architectures in a sentence each. */

const summaries: ReadonlyMap<string, string> = new Map([
  ['singleTask', 'One separate network per task: nothing is shared, so nothing can help or hurt.'],
  ['linear', 'One linear layer per task, from the inputs to its output: no hidden layer, nothing shared.'],
  ['sharedBottom', 'All tasks share one network and differ only in their towers.'],
  [
    'crossStitch',
    'One expert per task; learned fixed weights mix the experts into every task, whatever the input.',
  ],
  ['mmoe', 'Shared experts, and one gate per task that picks a mixture of them for every input.'],
  ['mlmmoe', 'MMoE in several levels: mixtures of experts feed the experts of the next level.'],
  ['ple', 'Each task mixes its own experts with shared ones, but never looks at the experts of other tasks.'],
  [
    'adattSp',
    'Each task owns experts, adds them to its output directly, and borrows from all other tasks through a gate.',
  ],
  [
    'stem',
    'Gates mix all experts, a task’s own, shared ones and those of others, but each task trains only its own and the shared ones.',
  ],
  ['adatt', 'AdaTT-sp with shared experts besides: tasks borrow from each other and from a common pool.'],
  ['almostAdatt', 'A common wrong implementation: AdaTT with one defect.'],
  [
    'almostAdatt.untrained',
    'Its direct weights are kept where the optimiser does not see them, at their random start; those of AdaTT are learned.',
  ],
  [
    'almostAdatt.missing',
    'Its tasks see their own experts through the gate alone; in AdaTT direct weights add them past the gate.',
  ],
  [
    'almostAdatt.sharedGate',
    'The gate of its shared stream sees shared experts alone; that of AdaTT mixes the experts of every task as well.',
  ],
  [
    'almostAdatt.static',
    'Learned weights that are the same for every row stand in the place of its gates; AdaTT mixes every row in its own way.',
  ],
  [
    'almostAdatt.averaged',
    'Its direct weights begin at one over their number, and its experts end without a ReLU; those of AdaTT begin at random, and every layer has one.',
  ],
  [
    'almostAdatt.alike',
    'Its experts begin as copies of one, and its gates even, so that the experts of a task stay copies; those of AdaTT begin at random.',
  ],
]);

export const summaryText = {
  of: (id: string): string | null => summaries.get(id) ?? null,
} as const;
