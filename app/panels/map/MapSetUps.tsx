/** The set-ups of a bin, each of which opens as an experiment. */
import { readLink } from '../../../src/experiment/link/link.ts';
import type { MapBin } from '../../../src/studies/map/bins.ts';
import type { Contestant } from '../../../src/studies/map/contestants.ts';
import { mapAxisIds } from '../../../src/studies/map/levels.ts';
import { contestantNames, mapAxisName, setUpCells, whereText } from '../../../src/studies/map/mapWords.ts';
import type { SetUpReading } from '../../../src/studies/map/readings.ts';
import { text } from '../../../src/text/text.ts';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { usePlayground } from '../../state/playground.ts';
import { Button } from '../../ui/Button.tsx';
import { ScrollTable } from '../../ui/NumbersTable.tsx';
import styles from './Map.module.css';

const words = text.map;

interface MapSetUpsProps {
  readonly bin: MapBin;
  readonly rival: Contestant;
  readonly onClose: () => void;
}

export function MapSetUps({ bin: { where, setUps }, rival, onClose }: MapSetUpsProps) {
  const close = (
    <Button look="link" onClick={onClose}>
      {words.close}
    </Button>
  );
  if (setUps.length === 0)
    return (
      <p className={styles['list']}>
        <strong>{whereText(where)}</strong> <span className="note">{words.noSetUp}</span> {close}
      </p>
    );
  const axes = mapAxisIds.filter((axis) => where[axis] === undefined);
  return (
    <div className={styles['list']}>
      <ScrollTable
        title={whereText(where)}
        note={words.numSetUps(setUps.length)}
        menu={close}
        headings={[words.setUp, words.over(contestantNames[rival]), ...axes.map(mapAxisName)]}
        rows={setUps.map((setUp) => [
          <OpenSetUp key={setUp.key} setUp={setUp} />,
          ...setUpCells(setUp, axes, rival),
        ])}
      />
    </div>
  );
}

// Closes the current run; undo brings it back.
function OpenSetUp({ setUp: { key, config } }: { readonly setUp: SetUpReading }) {
  const playground = usePlayground();
  const open = () =>
    playground.leaveRun(() => {
      const { experiment } = readLink(config);
      openExperiment(playground, { experiment }, { message: words.opened(key) });
    });
  return (
    <>
      {key}{' '}
      <Button look="link" aria-label={words.openSetUp(key)} onClick={open}>
        {words.open}
      </Button>
    </>
  );
}
