/** All presets: what each shows, its size, and about how long it takes. */
import { type ReactNode, useId, useMemo, useState } from 'react';
import { type FileRecipe, fileRecipes } from '../../../src/data/table/recipes.ts';
import { type Preset, presets } from '../../../src/teach/presets/presets.ts';
import { experimentOfRecipe } from '../../../src/teach/presets/recipeExperiments.ts';
import { text } from '../../../src/text/text.ts';
import { openImport } from '../../ownData/FileDrop.tsx';
import written from '../../recorded/gallery.json';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { usePlayground } from '../../state/playground.ts';
import { Icon } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatDuration } from '../../ui/format.ts';
import { Lazy, lazyPart } from '../../ui/Lazy.tsx';
import { openPreset, seenPresetIds } from './openPreset.ts';
import styles from './PresetGallery.module.css';
import { useCurrentPreset } from './PresetHint.tsx';
import { type GalleryEntry, MatrixPicture, RibbonsPicture } from './pictures.tsx';

const words = text.presetGallery;

const tipsPart = lazyPart(() => import('../../lesson/TeachingTips.tsx'));

const galleryEntries: Readonly<Record<string, GalleryEntry>> = written;

const presetChapters = [...new Set(presets.map(({ chapter }) => chapter))];

export function PresetGallery({ onClose }: { readonly onClose: () => void }) {
  const current = useCurrentPreset();
  const [seen] = useState(seenPresetIds);
  const [hasTips, setTips] = useState(false);
  return (
    <Dialog
      title={words.title}
      intro={words.intro}
      className={styles['dialog']}
      closedby="any"
      onClose={onClose}
    >
      {(close) => (
        <>
          <label className={styles['tips']}>
            <input
              type="checkbox"
              checked={hasTips}
              onChange={({ currentTarget }) => setTips(currentTarget.checked)}
            />
            {words.tips}
          </label>
          {presetChapters.map((chapter) => (
            <GalleryChapter key={chapter} title={words.chapters[chapter]}>
              {presets
                .filter((preset) => preset.chapter === chapter)
                .map((preset) => (
                  <PresetCard
                    key={preset.id}
                    preset={preset}
                    isCurrent={preset === current}
                    isSeen={seen.has(preset.id)}
                    hasTips={hasTips}
                    onOpened={close}
                  />
                ))}
            </GalleryChapter>
          ))}
          <GalleryChapter title={words.filesTitle}>
            {fileRecipes.map((recipe) => (
              <RecipeCard key={recipe.id} recipe={recipe} onOpened={close} />
            ))}
          </GalleryChapter>
        </>
      )}
    </Dialog>
  );
}

function GalleryChapter({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className={styles['chapter']}>{title}</h3>
      <ul className={styles['grid']}>{children}</ul>
    </section>
  );
}

interface PresetCardProps {
  readonly preset: Preset;
  readonly isCurrent: boolean;
  readonly isSeen: boolean;
  readonly hasTips: boolean;
  readonly onOpened: () => void;
}

function PresetCard({ preset, isCurrent, isSeen, hasTips, onOpened }: PresetCardProps) {
  const playground = usePlayground();
  const open = (): void => {
    onOpened();
    void openPreset(playground, preset);
  };
  const { title, hint, experiment } = preset;
  const ribbons = galleryEntries[preset.id]?.ribbons ?? null;
  const picture = (
    <span className={styles['pictures']}>
      <MatrixPicture matrix={experiment.data.correlation} />
      {ribbons !== null && <RibbonsPicture ribbons={ribbons} />}
    </span>
  );
  const shown = { title, hint, tags: presetTagsOf(preset), picture, isCurrent, isSeen };
  return (
    <GalleryCard {...shown} onOpen={open}>
      {hasTips && (
        <Lazy part={tipsPart} name={words.tips}>
          {({ TeachingTips, tipOfPreset }) => <TeachingTips tip={tipOfPreset(preset.id)} />}
        </Lazy>
      )}
    </GalleryCard>
  );
}

function RecipeCard({ recipe, onOpened }: { readonly recipe: FileRecipe; readonly onOpened: () => void }) {
  const playground = usePlayground();
  const { id } = recipe;
  const { label, story, tasks } = text.recipes[id];
  const experiment = useMemo(() => experimentOfRecipe(id), [id]);
  if (experiment === undefined) return null;
  const open = (): void => {
    onOpened();
    openExperiment(playground, { experiment }, { message: words.opened(label) });
    openImport(playground, null);
  };
  const tags = [words.tasks(tasks.length), words.architectures(experiment.cards.length), words.needsFile];
  return <GalleryCard title={label} hint={story} tags={tags} onOpen={open} />;
}

interface GalleryCardProps {
  readonly title: string;
  readonly hint: string;
  readonly tags: readonly string[];
  readonly picture?: ReactNode;
  readonly isCurrent?: boolean;
  readonly isSeen?: boolean;
  readonly onOpen: () => void;
  readonly children?: ReactNode;
}

function GalleryCard({
  title,
  hint,
  tags,
  picture,
  isCurrent = false,
  isSeen = false,
  ...card
}: GalleryCardProps) {
  const id = useId();
  return (
    <li>
      <button
        type="button"
        className={styles['card']}
        aria-current={isCurrent}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-hint ${id}-tags`}
        onClick={card.onOpen}
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
      {card.children}
    </li>
  );
}

function presetTagsOf(preset: Preset): readonly string[] {
  const { tasks, cards } = preset.experiment;
  const seconds = galleryEntries[preset.id]?.seconds;
  return [
    words.tasks(tasks.length),
    words.architectures(cards.length),
    ...(preset.sweep === null ? [] : [words.sweep(preset.sweep.values.length)]),
    ...(seconds === undefined ? [] : [words.duration(formatDuration(seconds))]),
  ];
}
