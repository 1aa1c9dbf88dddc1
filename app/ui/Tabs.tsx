/** Tabs after the ARIA pattern: one tab stop, arrow keys move and show at once. Their panel may stand elsewhere. */
import type { KeyboardEvent, ReactNode } from 'react';
import styles from './Tabs.module.css';

export interface TabsProps<V extends string> {
  /** Id of the panel; see `tabIdOf`. */
  readonly panelId: string;
  readonly label: string;
  readonly tabs: readonly { readonly value: V; readonly label: string; readonly mark?: ReactNode }[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}

/** Id of a tab, which names its panel. */
export const tabIdOf = (panelId: string, value: string): string => `${panelId}-${value}`;

export function Tabs<V extends string>({ panelId, label, tabs, value, onChange }: TabsProps<V>) {
  const show = (target: V): void => {
    onChange(target);
    document.getElementById(tabIdOf(panelId, target))?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const index = tabs.findIndex((tab) => tab.value === value);
    const target = tabs[targetIndex(event.key, index, tabs.length)];
    if (target === undefined) return;
    event.preventDefault();
    show(target.value);
  };
  return (
    <div role="tablist" aria-label={label} className={styles['list']} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          id={tabIdOf(panelId, tab.value)}
          aria-selected={tab.value === value}
          aria-controls={panelId}
          tabIndex={tab.value === value ? 0 : -1}
          className={styles['tab']}
          onClick={() => onChange(tab.value)}
        >
          {tab.label}
          {tab.mark}
        </button>
      ))}
    </div>
  );
}

/** Where a key leads from tab `index` of `count`; -1 for keys that lead nowhere. */
function targetIndex(key: string, index: number, count: number): number {
  if (key === 'ArrowRight') return (index + 1) % count;
  if (key === 'ArrowLeft') return (index + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : -1;
}
