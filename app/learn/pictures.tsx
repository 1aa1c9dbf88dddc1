/** The pictures of the article: those of the playground, of one recorded or live run. */
import { equalityRange } from '../../src/analysis/verdict.ts';
import { topologyOfCard } from '../../src/experiment/derived/cardTopology.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { verdictSentence, verdictsOf } from '../../src/run/report/verdictWords.ts';
import type { Networks, Run } from '../../src/run/run.ts';
import { summaryOf } from '../../src/run/summary.ts';
import { expertShares, type RunOfFigure } from '../../src/teach/article/numbers.ts';
import { text } from '../../src/text/text.ts';
import { PAPER_PIXELS, PaperWidth, useWidth } from '../charts/base/useWidth.ts';
import { ForestPicture } from '../charts/forest/ForestPlot.tsx';
import { verdictForestOf } from '../charts/forest/forest.ts';
import { GateFlow } from '../charts/gate/GateFlow.tsx';
import { NetworkDiagram } from '../charts/network/NetworkDiagram.tsx';
import { verdictRivalsOf } from '../panels/verdict/verdictRivals.ts';
import { nameOfCard } from '../view/cardNames.ts';
import type { RowGate } from './rowGate.ts';

const words = text.liveFigure;

interface OfRun {
  readonly experiment: Experiment;
  readonly run: Run;
}

export function pictureSentenceOf({ experiment, run }: OfRun): string {
  if (experiment.cards.length === 1) return sharesSentence({ experiment, networks: run.networks });
  const summary = summaryOf(experiment, run);
  return summary === null ? '' : verdictSentence(experiment, summary);
}

function sharesSentence(run: RunOfFigure): string {
  const { tasks } = run.experiment;
  const shares = expertShares(run, 0);
  const isOwned = shares.some(({ owner }) => owner !== 'shared');
  const parts = shares.map(({ expert, owner, share }) => {
    const shared = isOwned ? words.sharedExperts : words.sharedExpert(expert + 1);
    return [owner === 'shared' ? shared : (tasks[owner]?.name ?? ''), share] as const;
  });
  return words.shares(tasks[0]?.name ?? '', parts);
}

export function VerdictPicture({ experiment, run }: OfRun) {
  const summary = summaryOf(experiment, run);
  const reference = experiment.cards.find(({ id }) => id === summary?.referenceId);
  if (summary === null || reference === undefined) return null;
  const name = nameOfCard(reference);
  const rivals = verdictRivalsOf(experiment, summary, verdictsOf(summary));
  const { forest } = text.verdict;
  return (
    <ForestPicture
      reference={name}
      tie={equalityRange(summary.rules.margin)}
      words={{ ...forest, name: forest.plotName(name) }}
      layoutOf={(width) => verdictForestOf(rivals, width)}
    />
  );
}

const MOST_WIDTH = 480;

interface NetworksPictureProps {
  readonly experiment: Experiment;
  /** Null: gates before training, which are not known yet. */
  readonly networks: Networks | null;
  readonly isAtStart?: boolean;
}

export function NetworksPicture({ experiment, networks, isAtStart = false }: NetworksPictureProps) {
  const [ref, width] = useWidth(PAPER_PIXELS);
  return (
    <div ref={ref} data-networks>
      <PaperWidth value={Math.min(width, MOST_WIDTH)}>
        {experiment.cards.map((card) => {
          const topology = topologyOfCard(card, experiment);
          const gates = networks?.get(card.id)?.history.at(isAtStart ? 0 : -1)?.gates ?? null;
          if (topology === null) return null;
          return (
            <NetworkDiagram
              key={card.id}
              title={nameOfCard(card)}
              taskNames={experiment.tasks.map(({ name }) => name)}
              replica="mean"
              {...{ topology, gates }}
            />
          );
        })}
      </PaperWidth>
    </div>
  );
}

interface GatePictureProps {
  readonly experiment: Experiment;
  readonly shown: RowGate;
}

export function GatePicture({
  experiment: { cards, tasks },
  shown: { gate, answer, step },
}: GatePictureProps) {
  const [card] = cards;
  return (
    <GateFlow
      title={card === undefined ? '' : nameOfCard(card)}
      gates={[gate]}
      taskNames={tasks.map(({ name }) => name)}
      {...{ gate, answer, step }}
    />
  );
}
