/** The lesson above the stage, and the explanation on the parts of the form that it locks. */
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { isLessonBegun } from '../../src/teach/lesson/answers.ts';
import { lessonAfter } from '../../src/teach/lesson/course.ts';
import type { FormPartId } from '../../src/teach/lesson/lesson.ts';
import { text } from '../../src/text/text.ts';
import { useExperiment, usePlayground } from '../state/playground.ts';
import { Button } from '../ui/Button.tsx';
import styles from './Lesson.module.css';
import { LessonCard } from './LessonCard.tsx';
import { goOnWith, lessonControllerOf } from './lessonController.ts';

const words = text.lesson;

export function LessonBar() {
  const playground = usePlayground();
  const controller = lessonControllerOf(playground);
  const { progress, isKept, before } = useStore(controller.store);
  const lesson = useStore(playground.lessons, (state) => state.lesson);
  const experiment = useExperiment();
  if (lesson === null) return null;
  const next = lessonAfter(lesson);
  return (
    <LessonCard
      label={words.lesson}
      {...{ lesson, progress, experiment, isKept }}
      actions={{
        ...controller,
        beginAgain: isLessonBegun(progress) ? controller.beginAgain : null,
        bringBack: before && controller.bringBack,
        next: next && { title: next.title, open: () => void goOnWith(playground, next) },
      }}
    />
  );
}

interface LockedPartProps {
  readonly part: FormPartId;
  readonly isQuiet: boolean;
  readonly children: ReactNode;
}

export function LockedPart({ part, isQuiet, children }: LockedPartProps) {
  const playground = usePlayground();
  const mayReopen = useStore(playground.lessons, ({ lesson }) => lesson?.mayReopen === true);
  return (
    <div className={styles['lockedPart']} data-quiet={isQuiet}>
      {!isQuiet && (
        <p className={styles['reason']}>
          <span>{words.locked}</span>
          {mayReopen && (
            <Button
              look="link"
              aria-label={words.reopenPart(part)}
              onClick={() => lessonControllerOf(playground).reopen(part)}
            >
              {words.reopen}
            </Button>
          )}
        </p>
      )}
      <fieldset disabled aria-label={words.lockedPart(part)} className={styles['locked']}>
        {children}
      </fieldset>
    </div>
  );
}
