/** What the whole experiment will take, before it is started. */
import { type Experiment, memoryOf, paramCountsOf, text } from '../../src/index.ts';
import { useExperiment } from '../state/playground.ts';
import { formatCount, formatMegabytes } from '../ui/format.ts';
import styles from './ArchitecturesSection.module.css';
import { topologyOfCard } from './cardTopology.ts';

export function Cost() {
  const experiment = useExperiment();
  const { numReplicas } = experiment.training;
  const numParams = numReplicas * paramsPerReplica(experiment);
  if (numParams === 0) return null;
  const memory = formatMegabytes(memoryOf(experiment).total);
  return (
    <p className={styles['cost']}>
      {text.app.architectures.cost(formatCount(numParams), numReplicas, memory)}
    </p>
  );
}

const paramsPerReplica = (experiment: Experiment): number =>
  experiment.cards
    .map((card) => topologyOfCard(card, experiment))
    .reduce((sum, topology) => sum + (topology === null ? 0 : paramCountsOf(topology).total), 0);
