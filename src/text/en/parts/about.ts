/** English texts: about the page. */

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
    'Every repetition gives all architectures the same data, batches and seeds. What is reported is measured on test rows, at the step that validation rows chose. Intervals are t intervals over repetitions, paired where two architectures are compared; an architecture is called better only at the end of the run, and only when its printed interval excludes 0. The more architectures and tasks are compared, the wider the intervals, so that all that is said holds together in 95 % of experiments. Two are practically equal where any difference is surely smaller than what counts as a tie. What a run could detect would have shown in 4 of 5 such experiments. The excess of a loss is what is left above the floor, the loss of someone who knows how the tasks were made, but not the noise.',
  licences: 'Licences of this page and of what is built into it',
} as const;
