/** English texts: going back to earlier moments of a run. */

export const timeText = {
  slider: 'Moment of the training',
  step: (step: string) => `step ${step}`,
  of: (numSteps: string) => ` of ${numSteps}`,
  play: 'Replay',
  playHint: 'Replay the training from here, or from the start',
  stop: 'Stop',
  stopHint: 'Stop the replay',
  best: (name: string, step: string) => `${name} is best at step ${step}`,
  cell: (cell: string) => `${cell} through training`,
  closeCell: 'Close this chart',
  health: {
    effectiveExperts: { title: 'Effective experts', measure: 'mean over gates' },
    largestUse: { title: 'Most used expert', measure: 'share of gates' },
  },
  learningRate: (value: string, step: string) => `learning rate ${value} from step ${step}`,
} as const;
