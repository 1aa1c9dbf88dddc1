/** The small menu of a picture or table: save it as picture, drawing or numbers. What saves is a download of its own. */
import { useState } from 'react';
import { text } from '../../../src/text/text.ts';
import { Lazy } from '../../ui/Lazy.tsx';
import { Popover } from '../../ui/Popover.tsx';
import type { SavedNumbers, SavedPicture } from './picture.ts';
import styles from './SaveMenu.module.css';
import { savingPart } from './savingPart.ts';

export interface SaveMenuProps {
  readonly numbers: SavedNumbers;
  /** Left out: there are numbers only. */
  readonly picture?: SavedPicture;
}

export function SaveMenu({ numbers, picture }: SaveMenuProps) {
  const [wasOpened, setOpened] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  return (
    <span className={styles['menu']}>
      {hasFailed && <span role="alert">{text.charts.saveFailed}</span>}
      <Popover
        icon="save"
        look="quiet"
        className={styles['button']}
        aria-label={text.charts.saveTitle(numbers.title)}
        title={text.charts.save}
        onClick={() => setOpened(true)}
        content={
          wasOpened && (
            <Lazy part={savingPart} name={text.charts.save}>
              {({ SaveChoices }) => (
                <SaveChoices
                  numbers={numbers}
                  picture={picture}
                  onDone={(isSaved: boolean) => setFailed(!isSaved)}
                />
              )}
            </Lazy>
          )
        }
      />
    </span>
  );
}
