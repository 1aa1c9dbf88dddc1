/** Reads a file that was saved from the page or by a command. */
import { ownOf } from '../../schema/readFields.ts';
import { defaultExperiment } from '../defaults.ts';
import { type ExperimentReading, readExperimentFile } from '../read.ts';
import { type LinkReading, linkOf, readLink } from './link.ts';

/** An experiment, or results, which name theirs by its link. Null for what is neither. Never throws. */
export const readSavedFile = (given: unknown): ExperimentReading | null => {
  const link = ownOf(given, 'config');
  const reading = typeof link === 'string' ? readLink(link) : null;
  return reading === null || isOfNothing(reading) ? readExperimentFile(given) : reading;
};

/** Nothing was taken of a link: the default experiment is what is left of it. */
export const isOfNothing = ({ isEmpty, experiment, problems }: LinkReading): boolean =>
  isEmpty || (problems.length > 0 && linkOf(experiment) === linkOf(defaultExperiment()));
