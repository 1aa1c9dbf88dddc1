/** English texts: what differs between the parts of a file's split. A module of its own: the first paint reads none of it. */
export const shiftText = {
  answers: (name: string, [train, validation, test]: readonly string[], isShifted: boolean) =>
    `${name} is yes in ${train} of the training rows, ${validation} of the validation rows and ${test} of the test rows${isShifted ? ', which is more than chance' : ''}.`,
  numbers: (name: string, [train, validation, test]: readonly string[], isShifted: boolean) =>
    `${name} is ${train} on average over the training rows, ${validation} over the validation rows and ${test} over the test rows${isShifted ? ', which is more than chance' : ''}.`,
  columns: (columns: readonly string[], numOthers: number) =>
    `Test rows differ most from training rows in ${columns.join(', ')}${numOthers > 0 ? ` and ${numOthers} more` : ''}: population stability, of which 0.1 is little and 0.25 is much.`,
  column: (name: string, index: number) => `${name} (${index.toFixed(2)})`,
  none: 'No column differs between training and test rows by more than chance, or by much.',
} as const;
