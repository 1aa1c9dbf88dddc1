/** The set-ups that beats of a lesson open: taken from the page, named, shown again, removed. */
import { useStore } from 'zustand';
import { linkOf } from '../../../src/experiment/link/link.ts';
import { lessonLimits } from '../../../src/lesson/lesson.ts';
import { text } from '../../../src/text/text.ts';
import { usePlayground } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { openLink } from '../lessonController.ts';
import styles from './Builder.module.css';
import { lessonDraftOf } from './draft.ts';
import { TextInput } from './TextInput.tsx';

const words = text.lesson.builder;

export function StartsForm({ close }: { readonly close: () => void }) {
  const playground = usePlayground();
  const draft = lessonDraftOf(playground);
  const starts = useStore(draft.store, ({ lesson }) => lesson.starts);
  const add = (): void => {
    const link = linkOf(playground.experiments.experiment());
    draft.edit({ starts: [...starts, { name: words.newStart(starts.length + 1), link }] });
  };
  return (
    <section className={styles['group']} aria-label={words.starts}>
      <h3>{words.starts}</h3>
      <p className="note">{words.startsHelp}</p>
      {starts.map((start, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a set-up is its place in the list
        <div key={index} className={styles['line']}>
          <TextInput
            label={words.startName(index + 1)}
            value={start.name}
            maxLength={lessonLimits.startNameLength}
            onChange={(name) =>
              draft.edit(
                { starts: starts.map((one, place) => (place === index ? { ...one, name } : one)) },
                `start ${index}`,
              )
            }
          />
          <Button
            look="link"
            title={words.showStart(start.name)}
            onClick={() => {
              close();
              openLink(playground, start.link, text.lesson.opened(start.name));
            }}
          >
            {words.show}
          </Button>
          <Button
            look="quiet"
            icon="close"
            title={words.removeStart(start.name)}
            onClick={() => draft.removeStart(index)}
          />
        </div>
      ))}
      <Button icon="add" disabled={starts.length >= lessonLimits.starts} onClick={add}>
        {words.addStart}
      </Button>
    </section>
  );
}
