/** How the networks are trained. The learning rate may be changed while they are. */
import { clearLearningRateChanges, setTraining, type TrainingSettings } from '../../src/experiment/edit.ts';
import { learningRateAt } from '../../src/experiment/learningRate.ts';
import { trainingFields, trainingGroups } from '../../src/experiment/trainingFields.ts';
import { limits } from '../../src/schema/limits.ts';
import { formatCount } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { FieldGroups } from '../fields/FieldList.tsx';
import { useExperiment, usePlayground, useRunStatus, useShownExperiment } from '../state/playground.ts';
import { isUnderWay } from '../state/run/runStatus.ts';
import { useEdit } from '../state/useEdit.ts';
import { Sentences } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './Section.module.css';
import { Section } from './Section.tsx';

const words = text.settings.training;

export function TrainingSection() {
  const { training } = useExperiment();
  const { run } = usePlayground();
  const edit = useEdit();
  const liveRate = useLiveRate();
  const values = liveRate === null ? training : { ...training, learningRate: liveRate };
  const onChange = (changed: TrainingSettings, key: string): void => {
    const isLive = liveRate !== null && key === 'learningRate';
    if (isLive) run.setLearningRate(changed.learningRate);
    else
      edit((experiment) => setTraining(experiment, { ...changed, learningRate: rateToKeep(changed, key) }), {
        mergeKey: `training ${key}`,
      });
  };
  /** While running, the form shows the current rate; an edit of another setting must not put it in place of the initial one. */
  const rateToKeep = (changed: TrainingSettings, key: string): number =>
    key === 'learningRate' ? changed.learningRate : training.learningRate;
  return (
    <Section title={words.title} note={words.note(training.numReplicas, formatCount(training.numSteps))}>
      <FieldGroups fields={trainingFields} groups={trainingGroups} values={values} onChange={onChange} />
      <LearningRateChanges />
    </Section>
  );
}

/** The learning rate that trains now, while a change of it changes the run; null when it changes the set-up. */
function useLiveRate(): number | null {
  const { training } = useExperiment();
  const { isStale } = useShownExperiment();
  const canChange = !isStale && training.learningRateChanges.length < limits.learningRateChanges;
  return useRunStatus((status) =>
    canChange && isUnderWay(status) && status.step > 0 ? learningRateAt(training, status.step) : null,
  );
}

function LearningRateChanges() {
  const { learningRateChanges } = useExperiment().training;
  const edit = useEdit();
  if (learningRateChanges.length === 0) return null;
  return (
    <div className={styles['rateChanges']}>
      <p>{words.changes}</p>
      <Sentences
        of={learningRateChanges.map(({ step, value }) => words.change(formatCount(step), String(value)))}
      />
      {learningRateChanges.length >= limits.learningRateChanges && <p>{words.noMoreChanges}</p>}
      <Button look="link" onClick={() => edit(clearLearningRateChanges, { lost: words.changesCleared })}>
        {words.clearChanges}
      </Button>
    </div>
  );
}
