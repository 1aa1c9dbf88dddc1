/** What the whole experiment will take before it is started: cards, and what is trained unseen beside them. */
import { useMemo } from 'react';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { topologyOfCard } from '../../src/experiment/plan/cardTopology.ts';
import { memoryOf } from '../../src/experiment/plan/memory.ts';
import { trainedExperimentOf } from '../../src/experiment/plan/trained.ts';
import { paramCountsOf } from '../../src/models/counts.ts';
import { text } from '../../src/text/text.ts';
import { useExperiment } from '../state/playground.ts';
import { formatCount, formatMegabytes } from '../ui/format.ts';
import styles from './Budget.module.css';

const words = text.budget;

export function Cost() {
  const experiment = useExperiment();
  const trained = useMemo(() => trainedExperimentOf(experiment), [experiment]);
  const { numReplicas } = trained.training;
  const numParams = numReplicas * paramsPerReplica(trained);
  const numNetworks = trained.cards.length;
  const numUnseen = numNetworks - experiment.cards.length;
  const memory = formatMegabytes(memoryOf(trained).total);
  return (
    <p className={styles['cost']}>
      {words.cost(numNetworks, numReplicas, formatCount(numParams), memory)}
      {numUnseen > 0 && `. ${words.unseen(numUnseen, experiment.comparison.isTuned)}`}
    </p>
  );
}

const paramsPerReplica = (experiment: Experiment): number =>
  experiment.cards
    .map((card) => topologyOfCard(card, experiment))
    .reduce((sum, topology) => sum + (topology === null ? 0 : paramCountsOf(topology).total), 0);
