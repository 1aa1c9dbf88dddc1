/** Changes since a link, file or preset was opened, and the way back. */
import { useStore } from 'zustand';
import { differenceSentence, differencesBetween } from '../../src/experiment/differences.ts';
import { text } from '../../src/text/text.ts';
import { useExperiment, usePlayground } from '../state/playground.ts';
import { useEdit } from '../state/useEdit.ts';
import { Sentences } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Fold } from '../view/Fold.tsx';
import styles from './Section.module.css';

const words = text.differences;

export function OpenedChanges() {
  const experiment = useExperiment();
  const opened = useStore(usePlayground().experiments, (state) => state.opened);
  const edit = useEdit();
  const differences = opened === experiment ? [] : differencesBetween(opened, experiment);
  if (differences.length === 0) return null;
  return (
    <Fold part="changes" className={styles['openedChanges']}>
      <summary>{words.sinceOpened(differences.length)}</summary>
      <Sentences of={differences.map(differenceSentence)} />
      <Button onClick={() => edit(() => opened, { lost: words.wentBack })}>{words.back}</Button>
    </Fold>
  );
}
