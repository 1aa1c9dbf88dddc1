/** Buttons that open the presets, and a menu whose choices are loaded on demand. */
import { text } from '../../src/text/text.ts';
import { usePlayground } from '../state/playground.ts';
import { Button } from '../ui/Button.tsx';
import { Lazy, lazyPart } from '../ui/Lazy.tsx';
import { Popover } from '../ui/Popover.tsx';

const words = text.app.menu;

const choicesPart = lazyPart(() => import('./MenuChoices.tsx'));

export function PresetsButton() {
  const { view } = usePlayground();
  return (
    <Button aria-haspopup="dialog" onClick={() => view.setState({ dialog: { kind: 'gallery' } })}>
      {words.presets}
    </Button>
  );
}

export function MoreMenu() {
  return (
    <Popover
      icon="more"
      aria-label={words.more}
      title={words.more}
      content={
        <Lazy part={choicesPart} name={words.more}>
          {({ MenuChoices }) => <MenuChoices />}
        </Lazy>
      }
    />
  );
}
