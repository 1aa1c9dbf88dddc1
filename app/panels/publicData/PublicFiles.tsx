/** Public files: gains over the best simple model, and AdaTT-sp's over every other model. */
import { useState } from 'react';
import { bonferroniLevel, type Interval } from '../../../src/analysis/statistics.ts';
import { withToggled } from '../../../src/core/lists.ts';
import { comparedModels } from '../../../src/studies/publicData/comparedModels.ts';
import {
  asGain,
  bestSimpleModelOf,
  differenceOnFile,
  differenceOverFiles,
  labelColumnsOf,
  type PublicFile,
  readRecordedFiles,
  rivals,
} from '../../../src/studies/publicData/publicFiles.ts';
import { formatCount, formatGain, formatLevel } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import written from '../../recorded/publicFiles.json?raw';
import { Button } from '../../ui/Button.tsx';
import { NumbersTable, ScrollTable } from '../../ui/NumbersTable.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { Fold } from '../../view/Fold.tsx';
import styles from './PublicData.module.css';

const words = text.publicFiles;
const { files, refused } = readRecordedFiles(written);
const fileWords: Readonly<Record<string, { readonly name: string; readonly why: string }>> = words.files;
const modelNames = { ...text.models.label, linear: words.linear, trees: words.trees };
const networks = [
  'adattSp' as const,
  ...comparedModels.filter((id) => id !== 'adattSp' && id !== 'singleTask'),
];
const overLevel = bonferroniLevel(rivals.length);

function differenceText(difference: Interval): string {
  const { mean, low, high } = asGain(difference);
  return text.paper.difference(formatGain(mean), formatGain(low), formatGain(high));
}

const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

const simpleRows = files.map((file) => {
  const simple = bestSimpleModelOf(file);
  const cells = [
    formatCount(sumOf(Object.values(file.numRows))),
    String(labelColumnsOf(file).length),
    modelNames[simple],
    ...networks.map((network) => differenceText(differenceOnFile(file, simple, network))),
  ];
  return { file, cells };
});

const overRows = rivals.map((rival) => {
  const numBetter = files.filter((file) => differenceOnFile(file, rival).mean > 0).length;
  return [
    modelNames[rival],
    differenceText(differenceOverFiles(files, rival, overLevel)),
    text.answer.betterIn(numBetter, files.length),
  ];
});

export function PublicFiles() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const rows = simpleRows.flatMap(({ file, cells }) => {
    const isOpen = open.has(file.name);
    const name = (
      <span key="name" className={styles['file']}>
        <Button look="link" aria-expanded={isOpen} onClick={() => setOpen(withToggled(open, file.name))}>
          {fileWords[file.name]?.name ?? file.name}
        </Button>
      </span>
    );
    return isOpen
      ? [
          [name, ...cells],
          ['', <Recipe key="recipe" file={file} />],
        ]
      : [[name, ...cells]];
  });
  return (
    <section className={styles['list']}>
      <ScrollTable
        title={words.title}
        note={words.note}
        headings={[...words.headings, ...networks.map((id) => text.models.label[id])]}
        rows={rows}
      />
      <p className={`note ${styles['list']}`}>{words.simple}</p>
      <ScrollTable
        title={words.over(files.length)}
        note={words.overNote(formatLevel(overLevel))}
        headings={words.overHeadings}
        rows={overRows}
      />
      <Fold part="refusedFiles" className={panelStyles['method']}>
        <summary>{words.refused.title}</summary>
        {refused.map(({ reason, names }) => (
          <p key={reason}>
            {text.punctuation.heading(words.refused.reasons[reason])} <span lang="en">{names}</span>
          </p>
        ))}
      </Fold>
    </section>
  );
}

function Recipe({ file }: { readonly file: PublicFile }) {
  const rows = recipeOf(file).map((value, index) => [words.fields[index], value]);
  return <NumbersTable className={styles['recipe']} headings={[]} rows={rows} />;
}

function recipeOf(file: PublicFile) {
  const { name, source, licence, columns, labels, split, numRowsInSource, hash } = file;
  const { category, number, yesNo } = words.kinds;
  const withKind = (one: string) =>
    `${one.slice(0, -2)} (${{ n: number, b: yesNo }[one.slice(-1)] ?? category})`;
  const listOf = (all: string) => all.split(' ').map(withKind).join(', ');
  const { census } = text.recipes;
  const counts = Object.values(file.numRows);
  const sampled = numRowsInSource ? words.sampled(sumOf(counts), numRowsInSource) : '';
  const [from = ''] = source.split(' ');
  const manager = from === 'vega-datasets' ? 'npm install ' : 'apt-get install r-cran-';
  const install = columns === '' ? census.label : `${manager}${from.toLowerCase()}`;
  return [
    fileWords[name]?.why,
    source,
    licence === 'publicDomain' ? words.publicDomain : licence,
    columns === '' ? words.ofRecipe(census.label) : listOf(columns),
    listOf(labels),
    `${words.split(split, counts.map(formatCount))}${sampled}`,
    hash,
    words.wayTo(install, `npm run study -- files ${name} --read`),
  ];
}
