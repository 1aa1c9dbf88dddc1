/** Focusable frame of a picture with a cursor: names the picture and explains its keys. */
import { type ComponentProps, useId } from 'react';

interface GridFrameProps extends ComponentProps<'div'> {
  readonly name: string;
  readonly help: string;
}

export function GridFrame({ name, help, ...frame }: GridFrameProps) {
  const helpId = useId();
  return (
    <>
      <div
        role="application"
        aria-label={name}
        aria-describedby={helpId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an element with role "application" handles the arrow keys
        tabIndex={0}
        {...frame}
      />
      <span id={helpId} hidden>
        {help}
      </span>
    </>
  );
}
