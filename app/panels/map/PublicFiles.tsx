/** Public files: how far each contestant is from the best simple model, and how AdaTT-sp compares over all of them. */
import { useState } from 'react';
import { bonferroniLevel } from '../../../src/analysis/statistics.ts';
import { withToggled } from '../../../src/core/lists.ts';
import { contestants } from '../../../src/studies/map/contestants.ts';
import { asGain, contestantNames } from '../../../src/studies/map/mapWords.ts';
import {
  bestSimpleModelOf,
  differenceOnFile,
  differenceOverFiles,
  labelColumnsOf,
  type PublicFile,
  readRecordedFiles,
  rivals,
} from '../../../src/studies/map/publicFiles.ts';
import { formatCount, formatGain, formatLevel } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import written from '../../recorded/publicFiles.json?raw';
import { Button } from '../../ui/Button.tsx';
import { NumbersTable, ScrollTable } from '../../ui/NumbersTable.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { Fold } from '../../view/Fold.tsx';
import styles from './Map.module.css';

const words = text.publicFiles;
const { files, refused } = readRecordedFiles(written);
const fileWords: Readonly<Record<string, { readonly name: string; readonly why: string }>> = words.files;
const modelNames = { ...contestantNames, linear: words.linear, trees: words.trees };
const networks = (['adattSp', ...contestants] as const).filter(
  (id, index, all) => id !== 'singleTask' && all.indexOf(id) === index,
);
const overLevel = bonferroniLevel(rivals.length);

type Difference = ReturnType<typeof differenceOnFile>;

function differenceText(difference: Difference): string {
  const { mean, low, high } = asGain(difference);
  return text.paper.difference(formatGain(mean), formatGain(low), formatGain(high));
}

const simpleRowOf = (file: PublicFile): readonly string[] => {
  const simple = bestSimpleModelOf(file);
  return [
    formatCount(Object.values(file.numRows).reduce((sum, count) => sum + count, 0)),
    String(labelColumnsOf(file).length),
    modelNames[simple],
    ...networks.map((network) => differenceText(differenceOnFile(file, simple, network))),
  ];
};

const simpleRows = files.map((file) => ({ file, cells: simpleRowOf(file) }));

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
        headings={[...words.headings, ...networks.map((id) => contestantNames[id])]}
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
          <p key={reason}>{text.map.at(words.refused.reasons[reason], names)}</p>
        ))}
      </Fold>
    </section>
  );
}

function Recipe({ file }: { readonly file: PublicFile }) {
  return (
    <NumbersTable
      className={styles['recipe']}
      headings={[]}
      rows={recipeOf(file).map(([field, value]) => [words.recipe[field], value])}
    />
  );
}

function recipeOf(file: PublicFile) {
  const { name, source, licence, columns, split, numRows, numRowsInSource, hash } = file;
  const { category, number, yesNo } = words.kinds;
  const kindOf = (kind: string) => ({ n: number, b: yesNo })[kind] ?? category;
  const withKinds = (all: string) =>
    all
      .split(' ')
      .map((one) => `${one.slice(0, -2)} (${kindOf(one.slice(-1))})`)
      .join(', ');
  const { train, validation, test } = numRows;
  const dealt = words.split(split, [train, validation, test].map(formatCount));
  const sampled = numRowsInSource && words.sampled(train + validation + test, numRowsInSource);
  const [from = ''] = source.split(' ');
  const install =
    columns === ''
      ? text.recipes.census.label
      : from === 'vega-datasets'
        ? `npm install ${from}`
        : `apt-get install r-cran-${from.toLowerCase()}`;
  return [
    ['why', fileWords[name]?.why],
    ['source', source],
    ['licence', licence === 'publicDomain' ? words.licences.publicDomain : licence],
    ['columns', columns === '' ? words.ofRecipe(text.recipes.census.label) : withKinds(columns)],
    ['tasks', withKinds(file.labels)],
    ['split', `${dealt}${sampled ?? ''}`],
    ['hash', hash],
    ['get', words.wayTo(install, `npm run files -- ${name} --read`)],
  ] as const;
}
