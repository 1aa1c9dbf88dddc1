/** Tabs after the ARIA pattern: one tab stop, arrow keys move and show at once. */
import { type KeyboardEvent, type ReactNode, useId } from 'react';
import styles from './Tabs.module.css';

export interface TabsProps<V extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly value: V; readonly label: string; readonly mark?: ReactNode }[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  /** The panel of the tab shown. */
  readonly children: ReactNode;
}

export function Tabs<V extends string>({ label, tabs, value, onChange, children }: TabsProps<V>) {
  const id = useId();
  return (
    <div>
      <div className={styles['row']}>
        <TabList id={id} label={label} tabs={tabs} value={value} onChange={onChange} />
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`}>
        {children}
      </div>
    </div>
  );
}

type TabListProps<V extends string> = Omit<TabsProps<V>, 'children'> & { readonly id: string };

function TabList<V extends string>({ id, label, tabs, value, onChange }: TabListProps<V>) {
  const show = (target: V): void => {
    onChange(target);
    document.getElementById(`${id}-${target}`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = tabs[targetIndex(event.key, indexOf(tabs, value), tabs.length)];
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
          id={`${id}-${tab.value}`}
          aria-selected={tab.value === value}
          aria-controls={`${id}-panel`}
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

const indexOf = <V extends string>(tabs: TabsProps<V>['tabs'], value: V): number =>
  tabs.findIndex((tab) => tab.value === value);

/** Where a key leads from tab `index` of `count`; -1 for keys that lead nowhere. */
function targetIndex(key: string, index: number, count: number): number {
  if (key === 'ArrowRight') return (index + 1) % count;
  if (key === 'ArrowLeft') return (index + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : -1;
}
