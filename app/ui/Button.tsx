/** The one button of the page, in four looks. */
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './Button.module.css';
import { Icon, type IconName } from './Icon.tsx';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  /** The look; plain when left out. */
  readonly look?: 'plain' | 'primary' | 'quiet' | 'link';
  readonly icon?: IconName;
}

/** A button; one without children is named by its title. */
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
  /** Leaves this page as it is. */
  readonly isNewTab?: boolean;
  readonly children: ReactNode;
}

/** Looks like a button and leads to another page. */
export function ButtonLink({ href, isNewTab = false, children }: ButtonLinkProps) {
  const target = isNewTab ? ({ target: '_blank', rel: 'noreferrer' } as const) : {};
  return (
    <a className={`${styles['button']} ${styles['wide']}`} href={href} {...target}>
      {children}
    </a>
  );
}
