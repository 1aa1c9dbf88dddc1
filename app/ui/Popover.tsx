/**
 * A button and what it opens, by the browser's own popover: it lies on top, closes on Escape and on a click elsewhere, and
 * gives the focus back. The browser also places it beside its button, or in the middle of the screen if it cannot.
 */
import { createContext, type ReactNode, useContext, useId } from 'react';
import { text } from '../../src/text/text.ts';
import { Button, type ButtonProps } from './Button.tsx';
import styles from './Popover.module.css';

const PopoverId = createContext<string | null>(null);

export interface PopoverProps extends Omit<ButtonProps, 'content'> {
  /** The content that is opened. */
  readonly content: ReactNode;
  /** Name of the opened part for screen readers. */
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

/** One line of a menu with a sentence below it: closes the popover that it is in and then does something. */
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
  /** True where the word itself is pressed, not a question mark beside it. */
  readonly isWord?: boolean;
}

/** A question mark, or a word, that opens a sentence. */
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
