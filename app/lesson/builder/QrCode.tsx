/** The QR code of a link, drawn as one path; or a sentence where it would be too fine for phones. */
import { useMemo } from 'react';
import { encode } from 'uqr';
import { formatCount } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import styles from './Builder.module.css';

const words = text.lesson.builder;

/** Characters of a code of 117 by 117 cells (version 25): of finer ones, common decoders no longer find all marks. */
const MAX_LENGTH = 1250;

/** Empty cells around it, as the standard wants them. */
const BORDER = 4;

export function QrCode({ link }: { readonly link: string }) {
  const code = useMemo(
    () => (link.length > MAX_LENGTH ? null : encode(link, { ecc: 'L', border: BORDER })),
    [link],
  );
  if (code === null) return <p className="note">{words.qrTooLong(formatCount(MAX_LENGTH))}</p>;
  return (
    <svg
      className={styles['qr']}
      role="img"
      aria-label={words.qr}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
    >
      <path d={pathOf(code.data)} fill="currentColor" />
    </svg>
  );
}

const pathOf = (rows: readonly (readonly boolean[])[]): string =>
  rows
    .flatMap((row, y) =>
      row.flatMap((isDark, x) => {
        if (!isDark || row[x - 1] === true) return [];
        const end = row.indexOf(false, x);
        return [`M${x} ${y}h${(end < 0 ? row.length : end) - x}v1H${x}z`];
      }),
    )
    .join('');
