/** The menu of a picture or table that shows and saves its numbers. */
import { useState } from 'react';
import { text } from '../../../src/text/text.ts';
import { Lazy, lazyPart } from '../../ui/Lazy.tsx';
import { Popover, PopoverChoice } from '../../ui/Popover.tsx';
import styles from './Figure.module.css';
import type { SavedNumbers, SavedPicture } from './picture.ts';

export const saveChoicesPart = lazyPart(() => import('./SaveChoices.tsx'));

interface SaveMenuProps {
  readonly numbers: SavedNumbers;
  readonly picture?: SavedPicture;
  readonly table?: { readonly isOpen: boolean; readonly toggle: () => void };
}

export function SaveMenu({ numbers, picture, table }: SaveMenuProps) {
  const [wasOpened, setOpened] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  return (
    <span className={styles['saveMenu']}>
      {hasFailed && <span role="alert">{text.saving.saveFailed}</span>}
      <Popover
        icon={table === undefined ? 'save' : 'more'}
        look="quiet"
        className={styles['saveButton']}
        aria-label={text.saving.saveTitle(numbers.title)}
        title={text.saving.save}
        onClick={() => setOpened(true)}
        content={
          wasOpened && (
            <>
              {table && (
                <PopoverChoice
                  title={table.isOpen ? text.saving.hideTable : text.saving.table}
                  onChoose={table.toggle}
                />
              )}
              <Lazy part={saveChoicesPart} name={text.saving.save}>
                {({ SaveChoices }) => (
                  <SaveChoices
                    numbers={numbers}
                    picture={picture}
                    onDone={(isSaved: boolean) => setFailed(!isSaved)}
                  />
                )}
              </Lazy>
            </>
          )
        }
      />
    </span>
  );
}
