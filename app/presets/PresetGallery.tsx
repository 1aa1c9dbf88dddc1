/** All presets at a glance: what each shows, how large it is, about how long it takes. */
import { useEffect, useId, useRef } from 'react';
import { type Preset, presets, secondsOfPreset } from '../../src/presets/presets.ts';
import { text } from '../../src/text/text.ts';
import { openExperiment } from '../state/link/openExperiment.ts';
import { type Playground, usePlayground } from '../state/playground.ts';
import { pointControllersOf } from '../state/sweep/pointControllers.ts';
import { Button } from '../ui/Button.tsx';
import { formatDuration } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './PresetGallery.module.css';
import { useCurrentPreset } from './PresetHint.tsx';

const words = text.presetGallery;

export function PresetGallery() {
  const { view } = usePlayground();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const current = useCurrentPreset();
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
      <ul className={styles['grid']}>
        {presets.map((preset) => (
          <li key={preset.id}>
            <PresetCard preset={preset} isCurrent={preset === current} onOpened={close} />
          </li>
        ))}
      </ul>
    </dialog>
  );
}

interface CardProps {
  readonly preset: Preset;
  /** The experiment on the page is this one. */
  readonly isCurrent: boolean;
  readonly onOpened: () => void;
}

function PresetCard({ preset, isCurrent, onOpened }: CardProps) {
  const playground = usePlayground();
  const id = useId();
  const { title, hint } = preset;
  const open = (): void => {
    onOpened();
    openPreset(playground, preset);
  };
  return (
    <button
      type="button"
      className={styles['card']}
      aria-current={isCurrent}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-hint ${id}-tags`}
      onClick={open}
    >
      <span id={`${id}-title`} className={styles['title']}>
        {title}
      </span>
      <span id={`${id}-hint`} className={styles['hint']}>
        {hint}
      </span>
      <span id={`${id}-tags`} className={styles['tags']}>
        {isCurrent && (
          <span className={styles['current']}>
            <Icon name="check" /> {words.current}
          </span>
        )}
        {tagsOf(preset).map((tag) => (
          <span key={tag}>{tag}</span>
        ))}
      </span>
    </button>
  );
}

function tagsOf(preset: Preset): readonly string[] {
  const { tasks, cards } = preset.experiment;
  return [
    words.tasks(tasks.length),
    words.architectures(cards.length),
    ...(preset.sweep === null ? [] : [words.sweep(preset.sweep.values.length)]),
    words.duration(formatDuration(secondsOfPreset(preset))),
  ];
}

/** Opens a preset in place of the experiment shown, and the tab that its story is told on. */
export function openPreset(playground: Playground, preset: Preset): void {
  const { view } = playground;
  const { title, experiment } = preset;
  const opening = { message: text.presetGallery.opened(title), problemsTitle: String };
  openExperiment(playground, { experiment, problems: [] }, opening);
  if (preset.sweep !== null) {
    const { axisId, range, numPoints } = preset.sweep;
    pointControllersOf(playground).sweep.setDraft({ axisId, range, numPoints, leftOutIds: [] });
    view.setState({ tab: 'sweep' });
  } else if (view.getState().tab === 'sweep') view.setState({ tab: 'compare' });
}
