/** The recorded study as the page shows it: computed once, with the names and colours of its architectures. */
import { cardsOf } from '../../../src/experiment/defaults.ts';
import { readLink } from '../../../src/experiment/link/link.ts';
import { type Contestant, contestants } from '../../../src/studies/map/contestants.ts';
import { readingsOf } from '../../../src/studies/map/readings.ts';
import { readRecordedMap } from '../../../src/studies/map/recordedMap.ts';
import written from '../../recorded/setUps.json?raw';

export const recordedMap = readRecordedMap(written);
export const readings = readingsOf(recordedMap);

const [firstSetUp] = recordedMap.setUps;
if (firstSetUp === undefined) throw new Error('The recorded map has no set-ups.');
/** All set-ups are trained alike. */
export const { training: studiedTraining } = readLink(firstSetUp.config).experiment;

/** Cards in the order of the opening experiment, whose colours people know. */
const colouredCards = cardsOf([
  'adattSp',
  'ple',
  'sharedBottom',
  'mmoe',
  'adatt',
  'crossStitch',
  'singleTask',
]);

export const colorOf = (contestant: Contestant): number =>
  colouredCards.find(({ architecture }) => architecture === contestant)?.color ?? 0;

export const studiedRivals = contestants.filter((one) => one !== 'adattSp');

const allNetworks = recordedMap.setUps.flatMap(({ best }) => best.flat());
export const numDiverged = allNetworks.filter(({ losses }) => !losses.every(Number.isFinite)).length;
