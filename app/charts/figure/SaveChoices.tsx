/** The choices of a menu to save a figure; nothing is sent anywhere. */
import { csvOf, recordsOf } from '../../../src/core/spreadsheet.ts';
import { text } from '../../../src/text/text.ts';
import { download } from '../../ui/browser.ts';
import { PopoverChoice } from '../../ui/Popover.tsx';
import { drawnForPaper } from './paper.tsx';
import { pngOf, type SavedNumbers, type SavedPicture, svgBlob } from './picture.ts';

type Format = 'png' | 'svg' | 'csv' | 'json';
const ofNumbers: readonly Format[] = ['csv', 'json'];
const ofPicture: readonly Format[] = ['png', 'svg', ...ofNumbers];

interface SaveChoicesProps {
  readonly numbers: SavedNumbers;
  readonly picture: SavedPicture | undefined;
  readonly onDone: (isSaved: boolean) => void;
}

export function SaveChoices({ numbers, picture, onDone }: SaveChoicesProps) {
  const save = (format: Format): void => {
    blobOf(format, numbers, picture)
      .then((blob) => download(blob, `${fileNameOf(titleOf(numbers))}.${format}`))
      .then(
        () => onDone(true),
        () => onDone(false),
      );
  };
  return (picture === undefined ? ofNumbers : ofPicture).map((format) => (
    <PopoverChoice key={format} title={text.saving[format]} onChoose={() => save(format)} />
  ));
}

async function blobOf(
  format: Format,
  numbers: SavedNumbers,
  picture: SavedPicture | undefined,
): Promise<Blob> {
  if (format === 'csv') return csvBlob(numbers);
  if (format === 'json') return jsonBlob(numbers);
  if (picture === undefined) throw new Error(text.saving.saveFailed);
  const svg = await drawnForPaper(picture.draw, {
    title: titleOf(numbers),
    note: numbers.note,
    key: picture.key,
    legend: picture.legend(),
    foot: picture.foot?.(),
  });
  return format === 'svg' ? svgBlob(svg) : pngOf(svg);
}

const csvBlob = ({ csvRows }: SavedNumbers): Blob =>
  new Blob([csvOf(csvRows())], { type: 'text/csv;charset=utf-8' });

// Each record names its figure, so that files can be put together.
function jsonBlob(numbers: SavedNumbers): Blob {
  const { note, unit, csvRows } = numbers;
  const about = { title: titleOf(numbers), ...(note && { note }), ...(unit && { unit }) };
  const written = JSON.stringify(recordsOf(csvRows(), about), null, 1);
  return new Blob([`${written}\n`], { type: 'application/json' });
}

export const saveCsv = (numbers: SavedNumbers): void =>
  download(csvBlob(numbers), `${fileNameOf(titleOf(numbers))}.csv`);

const titleOf = ({ title, place }: SavedNumbers): string =>
  place === undefined ? title : text.charts.placed(title, place);

/** Letters and digits of any script, joined by dashes. */
export function fileNameOf(title: string): string {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['figure'];
  return words.join('-').slice(0, 80);
}
