/** Files that were saved from the page or by a command, as experiments. */
import { ownOf } from '../../schema/readFields.ts';
import { type ExperimentReading, readExperimentFile } from '../read.ts';
import { isOfNothing, readLink } from './link.ts';

/**
 * Reads a file that was saved from the page or by a command: an experiment, or results, which name theirs by its link. Null for what is
 * neither. Never throws.
 */
export const readSavedFile = (given: unknown): ExperimentReading | null => {
  const link = ownOf(given, 'config');
  const reading = typeof link === 'string' ? readLink(link) : null;
  return reading === null || isOfNothing(reading) ? readExperimentFile(given) : reading;
};
