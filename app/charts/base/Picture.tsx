/** An SVG picture drawn without the chart library, and the hatching of cells without a value. */
import type { ComponentProps } from 'react';
import styles from './Picture.module.css';

interface PictureProps extends ComponentProps<'svg'> {
  readonly name?: string;
}

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
      <rect width="6" height="6" fill="var(--sunken)" />
      <line x1="0.5" x2="0.5" y1="0" y2="6" stroke="var(--line-strong)" strokeOpacity={0.55} />
    </pattern>
  );
}
