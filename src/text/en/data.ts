/** English texts: data. */
export const dataText = {
  syntheticLabel: 'Synthetic correlated tasks',
  sharedFeaturesLabel: 'Synthetic shared features',
  unknownSource: (id: string, known: readonly string[]) =>
    `There is no data source “${id}”. Choose one of: ${known.join(', ')}.`,
  wrongMatrixSize: (numTasks: number, numRows: number) =>
    `The correlation matrix must have ${numTasks} rows and columns of numbers, one per task; it has ${numRows} rows.`,
  tooFewInputs: (numTasks: number, inputDim: number, isSampleDependent: boolean) =>
    isSampleDependent
      ? `${numTasks} tasks with sample-dependent correlation need at least ${numTasks + 1} inputs (one each, and one whose sign picks the matrix); there are ${inputDim}. Add inputs or remove tasks.`
      : `${numTasks} tasks need at least ${numTasks} inputs, so that each can have a direction of its own; there are ${inputDim}. Add inputs or remove tasks.`,
  tooFewFeatures: (numTasks: number, numFeatures: number) =>
    `${numTasks} tasks need at least ${numTasks} hidden features, so that each can have weights of its own; there are ${numFeatures}. Add hidden features or remove tasks.`,
  tooManyFeatures: (numFeatures: number, numInputs: number) =>
    `There are ${numFeatures} hidden features in all, each of a direction of its own, but only ${numInputs} inputs for them. Add inputs, remove hidden features, or have more in common.`,
} as const;
