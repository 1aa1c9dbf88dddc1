/** The hatching of cells that have no value to colour. */
import styles from './Picture.module.css';

/** Use as `fill={`url(#${id})`}`; the id must be unique in the document. */
export function Hatch({ id }: { readonly id: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" className={styles['hatchGround']} />
      <line x1="0.5" x2="0.5" y1="0" y2="6" className={styles['hatchLine']} />
    </pattern>
  );
}
