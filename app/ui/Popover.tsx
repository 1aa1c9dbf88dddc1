/** A button with a native popover, closed by Escape or a click elsewhere; centred where it cannot be anchored. */
import { createContext, type ReactNode, useContext, useId } from 'react';
import { text } from '../../src/text/text.ts';
import { Button, type ButtonProps } from './Button.tsx';
import styles from './Popover.module.css';

const PopoverId = createContext<string | null>(null);

interface PopoverProps extends Omit<ButtonProps, 'content'> {
  readonly content: ReactNode;
  readonly title: string;
}

export function Popover({ content, title, ...button }: PopoverProps) {
  const id = useId();
  const anchor = `--anchor-${id.replaceAll(/\W/g, '')}`;
  return (
    <PopoverId value={id}>
      <Button {...button} popoverTarget={id} style={{ anchorName: anchor }} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset groups form controls, this may hold anything */}
      <div
        popover="auto"
        id={id}
        role="group"
        aria-label={title}
        className={styles['popover']}
        style={{ positionAnchor: anchor }}
      >
        {content}
      </div>
    </PopoverId>
  );
}

interface PopoverChoiceProps {
  readonly title: ReactNode;
  readonly detail?: string | null;
  readonly disabled?: boolean;
  readonly onChoose: () => void;
}

export function PopoverChoice({ title, detail, disabled = false, onChoose }: PopoverChoiceProps) {
  const id = useContext(PopoverId);
  const target = id === null ? {} : { popoverTarget: id, popoverTargetAction: 'hide' as const };
  return (
    <Button look="quiet" className={styles['item']} disabled={disabled} onClick={onChoose} {...target}>
      <span className={styles['choice']}>
        <span className={styles['choiceTitle']}>{title}</span>
        {detail && <span className="note">{detail}</span>}
      </span>
    </Button>
  );
}

interface HelpProps {
  readonly about: string;
  readonly children: string;
  /** The word is the button, instead of a question mark. */
  readonly isWord?: boolean;
}

export function Help({ about, children, isWord = false }: HelpProps) {
  const name = text.app.ui.about(about);
  return (
    <Popover
      look={isWord ? 'link' : 'quiet'}
      {...(isWord ? {} : { className: styles['help'] })}
      aria-label={name}
      title={name}
      content={<p className={styles['helpText']}>{children}</p>}
    >
      {isWord ? about : '?'}
    </Popover>
  );
}
