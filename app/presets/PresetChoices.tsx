/** The presets, to be opened one at a time. */
import { presets, text } from '../../src/index.ts';
import { openExperiment } from '../state/openExperiment.ts';
import { usePlayground } from '../state/playground.ts';
import { PopoverChoice } from '../ui/Popover.tsx';

const words = text.app.menu;

export function PresetChoices() {
  const playground = usePlayground();
  return presets.map(({ id, title, hint, experiment }) => (
    <PopoverChoice
      key={id}
      title={title}
      detail={hint}
      onChoose={() =>
        openExperiment(
          playground,
          { experiment, problems: [] },
          { message: words.presetOpened(title), problemsTitle: String },
        )
      }
    />
  ));
}
