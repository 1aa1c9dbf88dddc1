/** Goes round through system, light and dark. */
import { useStore } from 'zustand';
import { text } from '../../src/text/text.ts';
import { usePlayground } from '../state/playground.ts';
import { themes } from '../state/stores/theme.ts';
import { Button } from '../ui/Button.tsx';

const words = text.app.theme;

export function ThemeButton() {
  const store = usePlayground().theme;
  const { theme } = useStore(store);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  const hint = words.hint(words.names[theme], words.names[next]);
  return (
    <Button
      look="quiet"
      icon={theme}
      aria-label={hint}
      title={hint}
      onClick={() => store.setState({ theme: next })}
    />
  );
}
