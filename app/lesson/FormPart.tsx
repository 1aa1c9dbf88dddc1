/** Shows, locks or hides a part of the form as the lesson says; costs nothing without a lesson. */
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { FormPartId } from '../../src/teach/lesson/lesson.ts';
import { text } from '../../src/text/text.ts';
import { usePlayground } from '../state/playground.ts';
import { formPartGateOf } from '../state/stores/lessonStore.ts';
import { Lazy, lazyPart } from '../ui/Lazy.tsx';

export const lessonPart = lazyPart(() => import('./LessonBar.tsx'));

interface FormPartProps {
  readonly part: FormPartId;
  /** Another piece of the same part already gives the reason for the lock. */
  readonly isQuiet?: boolean;
  readonly children: ReactNode;
}

export function FormPart({ part, isQuiet = false, children }: FormPartProps) {
  const gate = useFormGate(part);
  if (gate === 'open') return children;
  if (gate === 'hidden') return null;
  return (
    <Lazy part={lessonPart} name={text.app.lesson}>
      {({ LockedPart }) => (
        <LockedPart part={part} isQuiet={isQuiet}>
          {children}
        </LockedPart>
      )}
    </Lazy>
  );
}

export function useFormGate(part: FormPartId): ReturnType<typeof formPartGateOf> {
  return useStore(usePlayground().lessons, (state) => formPartGateOf(state, part));
}

export function useAreHidden(parts: readonly FormPartId[]): boolean {
  return useStore(usePlayground().lessons, (state) =>
    parts.every((part) => formPartGateOf(state, part) === 'hidden'),
  );
}
