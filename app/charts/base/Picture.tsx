/** A picture that the chart library does not draw, and the hatching of its cells that have no value to colour. */
import type { ComponentProps } from 'react';
import styles from './Picture.module.css';

interface PictureProps extends ComponentProps<'svg'> {
  /** The picture in words; left out where something around it says them. */
  readonly name?: string;
}

/** The drawing, marked as what a figure saves. */
export const Picture = ({ name, ...svg }: PictureProps) => (
  <svg
    data-picture
    {...(name === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}
    className={styles['picture']}
    {...svg}
  />
);

/** Use as `fill={`url(#${id})`}`; the id must be unique in the document. */
export function Hatch({ id }: { readonly id: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" className={styles['hatchGround']} />
      <line x1="0.5" x2="0.5" y1="0" y2="6" className={styles['hatchLine']} />
    </pattern>
  );
}
