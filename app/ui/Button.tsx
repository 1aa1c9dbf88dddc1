/** The buttons of the page, in four looks, with their icons. */
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './Button.module.css';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  readonly look?: 'plain' | 'primary' | 'quiet' | 'link';
  readonly icon?: IconName;
}

export function Button({ look = 'plain', icon, className, title, children, ...others }: ButtonProps) {
  const shape = children === undefined ? styles['square'] : styles['wide'];
  return (
    <button
      type="button"
      aria-label={children === undefined ? title : undefined}
      title={title}
      className={[styles['button'], styles[look], shape, className].filter(Boolean).join(' ')}
      {...others}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface ButtonLinkProps {
  readonly href: string;
  readonly isNewTab?: boolean;
  readonly children: ReactNode;
}

export function ButtonLink({ href, isNewTab = false, children }: ButtonLinkProps) {
  const target = isNewTab ? ({ target: '_blank', rel: 'noreferrer' } as const) : {};
  return (
    <a className={`${styles['button']} ${styles['wide']}`} href={href} {...target}>
      {children}
    </a>
  );
}

const iconPaths = {
  play: 'M5 3.2v9.6L13 8z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  replay: 'M3.5 3.5v9M13 3.5L6 8l7 4.5z',
  step: 'M3.5 3.2v9.6L10 8zM11 3h2v10h-2z',
  reset: 'M8 3a5 5 0 1 1-4.6 3M3 2.5V6h3.5',
  share: 'M6.5 9.5l3-3M7 4.5l1.3-1.3a3 3 0 0 1 4.3 4.3L11.3 8.8M9 11.5l-1.3 1.3a3 3 0 0 1-4.3-4.3L4.7 7.2',
  add: 'M8 3v10M3 8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  chevron: 'M4 6l4 4 4-4',
  warning: 'M8 2.5L14.5 13.5h-13zM8 6.5v3.2M8 11.6v.01',
  duplicate: 'M5.5 5.5h7v7h-7zM10.5 3.5h-7v7',
  save: 'M8 2v7M5 6.2L8 9l3-2.8M3 11.5v2h10v-2',
  edit: 'M3 13l.6-2.8L10.5 3.3l2.2 2.2-6.9 6.9zM9 4.8l2.2 2.2',
  delete: 'M3.5 4.5h9M6.3 4.5V3h3.4v1.5M5 4.5l.6 8.5h4.8l.6-8.5',
  check: 'M3.5 8.5l3 3 6-7',
} as const;

type IconName = keyof typeof iconPaths;

const filledIcons: readonly IconName[] = ['play', 'pause', 'step'];

/** Decoration in the colour of the text, never the only carrier of a meaning. */
export function Icon({ name }: { readonly name: IconName }) {
  const isFilled = filledIcons.includes(name);
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      focusable="false"
      fill={isFilled ? 'currentColor' : 'none'}
      stroke={isFilled ? 'none' : 'currentColor'}
      strokeWidth={name === 'more' ? 2.2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={iconPaths[name]} />
    </svg>
  );
}
