/** The texts of verdicts, gains and alarms: a part of the catalogue that is loaded with what shows them. */
export { answerText } from './en/answer.ts';
