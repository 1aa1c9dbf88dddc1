/** The paper's table on its public data set beside ours. */
import { mean } from '../../src/core/lists.ts';
import { readLink } from '../../src/experiment/link/link.ts';
import { architectureOf } from '../../src/models/architectures.ts';
import {
  aucDifference,
  aucsOfTask,
  largestDifferences,
  type PaperCard,
  paperAucs,
  readPaperRun,
} from '../../src/studies/publicData/paper.ts';
import { formatChange, formatWeight } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import written from '../recorded/paper.json?raw';
import { openExperiment } from '../state/link/openExperiment.ts';
import { usePlayground } from '../state/playground.ts';
import { Button } from '../ui/Button.tsx';
import { ScrollTable } from '../ui/NumbersTable.tsx';

const words = text.paper;
const paperRun = readPaperRun(written);
const { config, cards } = paperRun;
const { tasks } = text.recipes.census;
const { experiment } = readLink(config);
const [reference, ...rivals] = cards;

const digits = 4;
const change = (value: number) => formatChange(value, digits);
const nameOf = ({ architecture }: PaperCard) => architectureOf(architecture)?.label ?? architecture;
const ofPaper = ({ architecture }: PaperCard, task: number) => paperAucs[architecture]?.[task] ?? Number.NaN;

const rows = tasks.flatMap((name, task) =>
  cards.map((card) => {
    const own = mean(aucsOfTask(card, task, tasks.length));
    const values = [name, nameOf(card), formatWeight(ofPaper(card, task), digits), formatWeight(own, digits)];
    if (reference === undefined || card === reference)
      return [...values, text.app.ui.noValue, text.app.ui.noValue];
    const here = aucDifference(card, reference, task, tasks.length);
    return [
      ...values,
      change(ofPaper(card, task) - ofPaper(reference, task)),
      words.difference(change(here.mean), change(here.low), change(here.high)),
    ];
  }),
);

function sentences(): readonly string[] {
  if (reference === undefined) return [];
  const { most, furthest } = largestDifferences(paperRun);
  const isAbove = tasks.every((_, task) => {
    const lowest = Math.min(...cards.map((card) => mean(aucsOfTask(card, task, tasks.length))));
    return lowest > Math.max(...cards.map((card) => ofPaper(card, task)));
  });
  const { numTrainRows, numValidationRows, numTestRows } = experiment.data;
  return [
    words.apart(numTrainRows + numValidationRows + numTestRows, experiment.training.numReplicas),
    words.both(
      nameOf(reference),
      rivals.map(nameOf),
      formatWeight(most, digits),
      formatWeight(furthest, digits),
    ),
    ...(isAbove ? [words.above] : []),
  ];
}

export const PaperSentences = () => sentences().map((sentence) => <p key={sentence}>{sentence}</p>);

export function PaperTable() {
  const playground = usePlayground();
  const open = () =>
    playground.leaveRun(() => openExperiment(playground, { experiment }, { message: words.opened }));
  return (
    <section>
      <ScrollTable
        title={words.title}
        note={words.note(experiment.training.numReplicas)}
        headings={words.headings(reference === undefined ? '' : nameOf(reference))}
        rows={rows}
      />
      <PaperSentences />
      <Button look="link" onClick={open}>
        {words.open}
      </Button>
    </section>
  );
}
