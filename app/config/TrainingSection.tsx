/** How the networks are trained. The learning rate may be changed while they are. */
import {
  clearLearningRateChanges,
  learningRateAt,
  limits,
  setTraining,
  type TrainingSettings,
  text,
  trainingFields,
  trainingGroups,
} from '../../src/index.ts';
import { formatStep } from '../charts/format.ts';
import { FieldGroups } from '../fields/FieldList.tsx';
import { useExperiment, usePlayground, useRunStatus, useShownExperiment } from '../state/playground.ts';
import { isAlive } from '../state/runStatus.ts';
import { useEdit } from '../state/useEdit.ts';
import { Button } from '../ui/Button.tsx';
import { formatCount } from '../ui/format.ts';
import { Section } from './Section.tsx';
import styles from './TrainingSection.module.css';

const words = text.app.training;

export function TrainingSection() {
  const { training } = useExperiment();
  const { run } = usePlayground();
  const edit = useEdit();
  const liveStep = useLiveStep();
  const values =
    liveStep === null ? training : { ...training, learningRate: learningRateAt(training, liveStep) };
  const onChange = (changed: TrainingSettings, key: string): void => {
    const isLive = liveStep !== null && key === 'learningRate';
    if (isLive) run.setLearningRate(changed.learningRate);
    else
      edit((experiment) => setTraining(experiment, { ...changed, learningRate: rateToKeep(changed, key) }), {
        mergeKey: `training ${key}`,
      });
  };
  /** While running the form shows the rate of now; the one to begin with must not be lost by another edit. */
  const rateToKeep = (changed: TrainingSettings, key: string): number =>
    key === 'learningRate' ? changed.learningRate : training.learningRate;
  return (
    <Section title={words.title} note={words.note(training.numReplicas, formatCount(training.numSteps))}>
      <FieldGroups fields={trainingFields} groups={trainingGroups} values={values} onChange={onChange} />
      <LearningRateChanges />
    </Section>
  );
}

/** The step of the run that a change of the learning rate would act on; null when it is a change of the set-up. */
function useLiveStep(): number | null {
  const status = useRunStatus();
  const { isStale } = useShownExperiment();
  const numChanges = useExperiment().training.learningRateChanges.length;
  const canChange = isAlive(status) && !isStale && status.step > 0 && numChanges < limits.learningRateChanges;
  return canChange ? status.step : null;
}

function LearningRateChanges() {
  const { learningRateChanges } = useExperiment().training;
  const edit = useEdit();
  if (learningRateChanges.length === 0) return null;
  return (
    <div className={styles['changes']}>
      <p>{words.changes}</p>
      <ul>
        {learningRateChanges.map(({ step, value }) => (
          <li key={step}>{words.change(formatStep(step), String(value))}</li>
        ))}
      </ul>
      <Button look="link" onClick={() => edit(clearLearningRateChanges, { lost: words.changesCleared })}>
        {words.clearChanges}
      </Button>
    </div>
  );
}
