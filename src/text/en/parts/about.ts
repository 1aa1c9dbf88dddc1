/** English texts: the page, its machine, and newer versions. */

export const aboutText = {
  what: 'AdaTT Playground trains AdaTT (Li et al., KDD 2023, arXiv:2304.04959) and its rivals on tasks you shape, in your browser. Nothing you set up or train leaves it: a link holds the whole experiment, and no server takes part.',
  fidelityTitle: 'Does it compute what the paper means?',
  fidelity: (numOk: number, numCases: number, backend: string) =>
    `This build was compared with the authors’ PyTorch library on ${numCases} networks, with their weights, losses, gradients and steps of Adam: ${
      numOk === numCases ? 'all agree' : `${numOk} agree`
    } (${backend}).`,
  largest: (output: string, loss: string, gradient: string) =>
    `Largest differences |a − b| / (1 + |b|): predictions ${output}, losses ${loss}, gradients ${gradient}.`,
  honestTitle: 'How does it compare?',
  honest:
    'Every repetition gives all architectures the same data, batches and seeds. What is reported is measured on test rows, at the step that validation rows chose. Intervals are t intervals over repetitions, paired where two architectures are compared; an architecture is called better only at the end of the run, and only when its printed interval excludes 0. The more architectures and tasks are compared, the wider the intervals. A difference that a run would not have missed would have shown in 4 of 5 such experiments.',
  licences: 'Licences of this page and of what is built into it',
} as const;

export const citeText = {
  intro: 'BibTeX of this page, with the experiment that is open, and of the paper that introduced AdaTT.',
  bibtex: 'BibTeX',
  copy: 'Copy BibTeX',
  copied: 'Copied.',
  notCopied: 'The browser does not let the page copy. Mark the words and copy them.',
  version: '“version” is this release: another may compute other numbers.',
  run: [
    '“url” opens the experiment with the result of its run.',
    '“note” is the fingerprint of that run: equal fingerprints mean equal losses, to the last bit.',
  ],
  noRun: ['“url” opens the experiment. Press Play first to cite a result.'],
} as const;

export const machineText = {
  title: 'This machine',
  intro:
    'Training steps of AdaTT-sp for 4 tasks, by the width of its experts: on one core, or on the GPU. What was training is paused.',
  table: 'Steps per second',
  width: 'Width',
  repetitions: 'Repetitions',
  recorded: 'Benchmark',
  recordedOn: (cpu: string, node: string, wasBusy: boolean) =>
    `Benchmark: WebAssembly on ${cpu}, Node ${node}.${wasBusy ? ' Other programs ran there too: undisturbed it is faster.' : ''}`,
  progress: 'Measured',
  measured: (numDone: number, numPoints: number) => `${numDone} of ${numPoints} networks measured …`,
  done: 'Measured. Other programs that run now make it slower.',
  endedByRun: 'The run was started: measuring has ended.',
} as const;

/** Losses through a reload for a newer version. */
export const offlineText = {
  reload: 'Reload for the new version',
  keeps: 'The set-up is kept.',
  losesRun: 'Stops the current run: better wait for its end. The set-up is kept.',
  losesNetworks:
    'The set-up and these results are kept; the trained networks would be lost: save them first if you need them.',
  losesResults: 'The set-up is kept, but these results would be lost: save them first if you need them.',
} as const;
