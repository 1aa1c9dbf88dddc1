/** `npm run study -- NAME`: runs a study with its options; without a name prints the list of them. Plain Node. */
import { studies, studyLines } from '../../src/build/help.mjs';

const [, , name = '', ...args] = process.argv;
if (studies.some(([use]) => use.split(' ')[0] === name)) {
  process.argv.splice(2, Number.POSITIVE_INFINITY, `tests/studies/${name}.ts`, ...args);
  await import('../../src/cli/run.mjs');
} else {
  const isAsked = name === '' || name === '--help';
  const stream = isAsked ? process.stdout : process.stderr;
  stream.write(
    `${isAsked ? '' : `There is no study '${name}'. `}npm run study -- NAME runs one of\n${studyLines()}\n`,
  );
  process.exitCode = isAsked ? 0 : 2;
}
