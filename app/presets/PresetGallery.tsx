/** All presets at a glance: what each shows, how large it is, about how long it takes. */
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { GalleryEntry } from '../../src/presets/gallery.ts';
import { type Preset, presets } from '../../src/presets/presets.ts';
import { experimentOfRecipe } from '../../src/presets/recipeExperiments.ts';
import { type Recipe, recipes } from '../../src/table/recipes.ts';
import { text } from '../../src/text/text.ts';
import { openImport } from '../ownData/chooseCsv.ts';
import written from '../recorded/gallery.json';
import { openExperiment } from '../state/link/openExperiment.ts';
import { usePlayground } from '../state/playground.ts';
import { Button } from '../ui/Button.tsx';
import { formatDuration } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { MatrixPicture } from './MatrixPicture.tsx';
import { openPreset, seenStories } from './openPreset.ts';
import styles from './PresetGallery.module.css';
import { useCurrentPreset } from './PresetHint.tsx';
import { RibbonsPicture } from './RibbonsPicture.tsx';

const words = text.presetGallery;

const entries: Readonly<Record<string, GalleryEntry>> = written;

const chapters = [...new Set(presets.map(({ chapter }) => chapter))];

export function PresetGallery() {
  const { view } = usePlayground();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const current = useCurrentPreset();
  const [seen] = useState(seenStories);
  useEffect(() => dialog.current?.showModal(), []);
  const close = (): void => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      className={styles['dialog']}
      aria-labelledby={titleId}
      closedby="any"
      onClose={() => view.setState({ isGalleryOpen: false })}
    >
      <div className={styles['head']}>
        <h2 id={titleId}>{words.title}</h2>
        <Button look="quiet" icon="close" aria-label={words.close} title={words.close} onClick={close} />
        <p>{words.intro}</p>
      </div>
      {chapters.map((chapter) => (
        <section key={chapter} aria-label={words.chapters[chapter]}>
          <h3 className={styles['chapter']}>{words.chapters[chapter]}</h3>
          <ul className={styles['grid']}>
            {presets
              .filter((preset) => preset.chapter === chapter)
              .map((preset) => (
                <li key={preset.id}>
                  <PresetCard
                    preset={preset}
                    isCurrent={preset === current}
                    isSeen={seen.has(preset.id)}
                    onOpened={close}
                  />
                </li>
              ))}
          </ul>
        </section>
      ))}
      <h3 className={styles['chapter']}>{words.filesTitle}</h3>
      <ul className={styles['grid']}>
        {recipes.map((recipe) => (
          <li key={recipe.id}>
            <RecipeCard recipe={recipe} onOpened={close} />
          </li>
        ))}
      </ul>
    </dialog>
  );
}

interface PresetCardProps {
  readonly preset: Preset;
  /** The experiment on the page is this one. */
  readonly isCurrent: boolean;
  /** It was opened in this browser. */
  readonly isSeen: boolean;
  readonly onOpened: () => void;
}

function PresetCard({ preset, isCurrent, isSeen, onOpened }: PresetCardProps) {
  const playground = usePlayground();
  const open = (): void => {
    onOpened();
    void openPreset(playground, preset);
  };
  const { title, hint, experiment } = preset;
  const ribbons = entries[preset.id]?.ribbons ?? null;
  const picture = (
    <span className={styles['pictures']}>
      <MatrixPicture matrix={experiment.data.correlation} />
      {ribbons !== null && <RibbonsPicture ribbons={ribbons} />}
    </span>
  );
  const shown = { title, hint, tags: tagsOf(preset), picture, isCurrent, isSeen };
  return <Card {...shown} onOpen={open} />;
}

/** An experiment on a file that is known by name, which the page then asks for. */
function RecipeCard({ recipe, onOpened }: { readonly recipe: Recipe; readonly onOpened: () => void }) {
  const playground = usePlayground();
  const { id } = recipe;
  const { label, story, tasks } = text.recipes[id];
  const experiment = useMemo(() => experimentOfRecipe(id), [id]);
  if (experiment === undefined) return null;
  const open = (): void => {
    onOpened();
    const opening = { message: words.opened(label), problemsTitle: String };
    openExperiment(playground, { experiment, problems: [] }, opening);
    openImport(playground, null);
  };
  const tags = [words.tasks(tasks.length), words.architectures(experiment.cards.length), words.needsFile];
  return <Card title={label} hint={story} tags={tags} onOpen={open} />;
}

interface CardProps {
  readonly title: string;
  readonly hint: string;
  readonly tags: readonly string[];
  readonly picture?: ReactNode;
  readonly isCurrent?: boolean;
  readonly isSeen?: boolean;
  readonly onOpen: () => void;
}

function Card({ title, hint, tags, picture, isCurrent = false, isSeen = false, onOpen }: CardProps) {
  const id = useId();
  return (
    <button
      type="button"
      className={styles['card']}
      aria-current={isCurrent}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-hint ${id}-tags`}
      onClick={onOpen}
    >
      <span id={`${id}-title`} className={styles['title']}>
        {title}
      </span>
      {picture}
      <span id={`${id}-hint`} className={styles['hint']}>
        {hint}
      </span>
      <span id={`${id}-tags`} className={styles['tags']}>
        {isCurrent && (
          <span className={styles['current']}>
            <Icon name="check" /> {words.current}
          </span>
        )}
        {isSeen && !isCurrent && (
          <span className={styles['seen']}>
            <Icon name="check" /> {words.seen}
          </span>
        )}
        {tags.map((tag) => (
          <span key={tag}>{tag}</span>
        ))}
      </span>
    </button>
  );
}

function tagsOf(preset: Preset): readonly string[] {
  const { tasks, cards } = preset.experiment;
  const seconds = entries[preset.id]?.seconds;
  return [
    words.tasks(tasks.length),
    words.architectures(cards.length),
    ...(preset.sweep === null ? [] : [words.sweep(preset.sweep.values.length)]),
    ...(seconds === undefined ? [] : [words.duration(formatDuration(seconds))]),
  ];
}
