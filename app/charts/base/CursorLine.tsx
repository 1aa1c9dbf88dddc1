/** The line at the step the scrubber shows. It reads the step from a context, so that moving it redraws only itself. */
import { createContext, use } from 'react';

export const CursorStepContext = createContext<number | null>(null);

interface CursorLineProps {
  readonly xOf: (step: number) => number | undefined;
  readonly top: number;
  readonly bottom: number;
  readonly className: string | undefined;
}

export function CursorLine({ xOf, top, bottom, className }: CursorLineProps) {
  const step = use(CursorStepContext);
  const x = step === null ? undefined : xOf(step);
  if (x === undefined || !Number.isFinite(x)) return null;
  return (
    <g className={className}>
      <line x1={x} x2={x} y1={top} y2={bottom} />
      <path d={`M${x - 4} ${top - 5}h8l-4 5z`} />
    </g>
  );
}
