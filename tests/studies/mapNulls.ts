/**
 * `npm run -s map:nulls`: what the rules of the map say where there is nothing to find. Trains 60 small set-ups in which every contestant is
 * AdaTT-sp, and counts, of 400 studies of them with names drawn at random, those with a winner or a confirmed sentence; then one contestant
 * with three times the training rows, which must be found. Exit code 1 where more than 27 of 400 say anything false, or it is not found.
 */
import { type CommandRunner, withRunner } from '../../src/cli/trainRun.ts';
import { setData } from '../../src/experiment/edit.ts';
import { linkOfAll } from '../../src/experiment/link/link.ts';
import { circumstancesOf } from '../../src/studies/map/circumstances.ts';
import { contestants } from '../../src/studies/map/contestants.ts';
import { logLossesOf, type SetUpReading } from '../../src/studies/map/readings.ts';
import { showProgress } from './batches.ts';
import { mostFalse } from './nullReports.ts';
import { nullExperimentAt, nullKeyOf, nullPopulation, numFalseOf, statementsIn } from './population/nulls.ts';
import { trainSetUp } from './population/training.ts';
import { runStudy } from './study.ts';

const numStudies = 400;
/** One size, so that it takes less time: all contestants choose alike. */
const choices = { sizes: [0.5, 1], rates: [0.003], isWidened: false, decays: [] };
const planted = contestants.indexOf('adattSp');

await runStudy({}, async (args) => {
  const trained = await withRunner({ backend: 'wasm', numWorkers: args.numWorkers ?? 1 }, async (runner) => {
    const pairs: Awaited<ReturnType<typeof trainedNull>>[] = [];
    for (let number = 0; number < nullPopulation.size; number++) {
      pairs.push(await trainedNull(number, runner));
      showProgress(`${pairs.length} of ${nullPopulation.size} set-ups`);
    }
    return pairs;
  });
  const equal = trained.map((pair) => pair.equal);
  const json = {
    numStudies,
    numFalse: numFalseOf(equal, numStudies),
    asNamed: statementsIn(equal),
    planted: statementsIn(trained.map((pair) => pair.planted)),
  };
  const most = mostFalse(numStudies);
  const isSound = json.numFalse <= most && json.planted.numConfirmed === contestants.length - 1;
  const summary = [
    `${numStudies} studies of equal contestants: ${json.numFalse} say anything false, ${most} at most.`,
    `With three times the rows: ahead of ${json.planted.numConfirmed} of ${contestants.length - 1} rivals, winner of ${json.planted.numWon} of 4 bins.`,
    `map:nulls: ${isSound ? 'passed' : 'FAILED'}, ${args.seconds().toFixed(0)} s in all`,
  ];
  return { json, summary: `${summary.join('\n')}\n`, isSound };
});

async function trainedNull(number: number, runner: CommandRunner) {
  const experiment = nullExperimentAt(number);
  const placement = circumstancesOf(experiment);
  if (!placement.isInside) throw new Error(placement.reason);
  const best = await trainSetUp(experiment, runner, choices);
  const numTrainRows = 3 * experiment.data.numTrainRows;
  const cards = experiment.cards.slice(planted, planted + 1);
  const [better = []] = await trainSetUp(
    { ...setData(experiment, { numTrainRows }), cards },
    runner,
    choices,
  );
  const equal: SetUpReading = {
    key: nullKeyOf(number),
    config: linkOfAll(experiment),
    circumstances: placement.circumstances,
    logLosses: logLossesOf(best),
  };
  return { equal, planted: { ...equal, logLosses: logLossesOf(best.with(planted, better)) } };
}
