/** The small menu of a picture or table: save it as picture, drawing or numbers. What saves is a download of its own. */
import { useState } from 'react';
import { text } from '../../../src/text/text.ts';
import { Lazy, lazyPart } from '../../ui/Lazy.tsx';
import { Popover } from '../../ui/Popover.tsx';
import styles from './Figure.module.css';
import type { SavedNumbers, SavedPicture } from './picture.ts';

/** Saves pictures and numbers; downloaded when somebody opens a menu to save. */
export const savingPart = lazyPart(() => import('./SaveChoices.tsx'));

export interface SaveMenuProps {
  readonly numbers: SavedNumbers;
  /** Left out: there are numbers only. */
  readonly picture?: SavedPicture;
}

export function SaveMenu({ numbers, picture }: SaveMenuProps) {
  const [wasOpened, setOpened] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  return (
    <span className={styles['saveMenu']}>
      {hasFailed && <span role="alert">{text.charts.saveFailed}</span>}
      <Popover
        icon="save"
        look="quiet"
        className={styles['saveButton']}
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
