/** The defects of Almost AdaTT, and what each costs against AdaTT trained beside it. */
import type { ReactNode } from 'react';
import type { CardConfig } from '../../../src/experiment/experiment.ts';
import { readLink } from '../../../src/experiment/link/link.ts';
import { variantOf } from '../../../src/models/architectures.ts';
import { intervalWords } from '../../../src/run/report/verdictWords.ts';
import { type RecordedRival, readRecordedDefects } from '../../../src/studies/recordedDefects.ts';
import { formatGain, formatLevel } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import written from '../../recorded/almost.json?raw';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { usePlayground } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { NumbersTable } from '../../ui/NumbersTable.tsx';

const words = text.almost;

const { cells } = readRecordedDefects(written);
const defectExperiments = cells.map(({ config }) => readLink(config).experiment);
const totalSeconds = cells.reduce((sum, cell) => sum + cell.seconds, 0);

export function AlmostAdatt() {
  const [experiment] = defectExperiments;
  if (experiment === undefined) return null;
  const { cards, training } = experiment;
  const { level = Number.NaN } = cells[0]?.rivals[0] ?? {};
  return (
    <>
      <p className="note">{words.intro}</p>
      <NumbersTable
        headings={[
          words.network,
          ...cells.map(({ config }, index) => <ExperimentTasks key={config} index={index} />),
        ]}
        rows={cards.flatMap(defectRowsOf)}
      />
      <p className="note">{words.method(training.numReplicas, formatLevel(level), totalSeconds)}</p>
    </>
  );
}

function defectRowsOf({ id, architecture, options }: CardConfig): readonly (readonly ReactNode[])[] {
  const variant = variantOf(architecture, options);
  const rivals = cells.flatMap(({ rivals }) => rivals.filter(({ cardId }) => cardId === id));
  if (variant === undefined || rivals.length === 0) return [];
  const name = (
    <>
      {variant.label}
      <p className="note">{text.summaries.of(variant.wordsId)}</p>
    </>
  );
  return [[name, ...rivals.map(gainOverAdattText)]];
}

const gainOverAdattText = (rival: RecordedRival): string =>
  words.cost(formatGain(rival.gain.mean), intervalWords(rival), text.answer.conclusion(rival.conclusion));

function ExperimentTasks({ index }: { readonly index: number }) {
  const playground = usePlayground();
  const experiment = defectExperiments[index];
  if (experiment === undefined) return null;
  const open = () =>
    playground.leaveRun(() => openExperiment(playground, { experiment }, { message: words.opened }));
  return (
    <>
      {words.tasks[index]}{' '}
      <Button look="link" onClick={open}>
        {words.open}
      </Button>
    </>
  );
}
