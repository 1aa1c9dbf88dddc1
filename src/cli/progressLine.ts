/** One line that rewrites itself on a terminal; silent when the stream is not a terminal. */
import { text } from '../text/text.ts';

export interface ProgressLine {
  readonly show: (step: number, stepsPerSecond: number | null) => void;
  readonly end: () => void;
}

export function createProgressLine(stream: NodeJS.WriteStream, numSteps: number): ProgressLine {
  if (!stream.isTTY) return { show: () => undefined, end: () => undefined };
  return {
    show: (step, stepsPerSecond) => {
      const secondsLeft = stepsPerSecond === null ? null : (numSteps - step) / stepsPerSecond;
      stream.write(`\r\u001b[K${text.cli.progress(step, numSteps, stepsPerSecond, secondsLeft)}`);
    },
    end: () => {
      stream.write('\r\u001b[K');
    },
  };
}
