/** `npm run compare -- A.json B.json`: says what changed from one result to another; results of `train --json` or the page. */
import { readFile } from 'node:fs/promises';
import { areMutuallyInside } from '../analysis/reproduced.ts';
import { UserError } from '../core/errors.ts';
import { differenceSentence, differencesBetween } from '../experiment/differences.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { parsedEntries, SETTING_SYNTAX } from '../experiment/link/entries.ts';
import { readLink } from '../experiment/link/link.ts';
import { tableEntries } from '../experiment/link/table.ts';
import { isRunsFile } from '../experiment/versions.ts';
import { readRunsFile } from '../run/codec/runsFile.ts';
import { type RunJson, resultsJson } from '../run/report/runJson.ts';
import { text } from '../text/text.ts';
import { parseArguments } from './arguments.ts';
import { printResult, runCommand } from './command.ts';
import { evaluatedRunOf } from './trainRun.ts';

const words = text.cli.compare;

await runCommand(async (argv) => {
  const { positions, json } = parseArguments(argv);
  const [first, second, ...others] = positions;
  if (first === undefined || second === undefined || others.length > 0) throw new UserError(words.usage);
  const compared = comparisonOf(await readResult(first), await readResult(second));
  await printResult(json ? `${JSON.stringify(compared)}\n` : reportOf(compared));
  return 0;
}, words.usage);

interface Result extends RunJson {
  readonly config: string;
}

/** Throws a `UserError` for anything but a result. */
async function readResult(path: string): Promise<Result> {
  const written = await readFile(path, 'utf8').catch(() => {
    throw new UserError(text.cli.unreadableFile(path));
  });
  try {
    const result = isRunsFile(written) ? savedResultOf(written) : (JSON.parse(written) as Result);
    if (typeof result.config === 'string' && Array.isArray(result.architectures)) return result;
  } catch (error) {
    if (error instanceof UserError) throw error;
  }
  throw new UserError(words.noResult(path));
}

function savedResultOf(written: string): Result {
  for (const reading of readRunsFile(written)) {
    if (reading.kind === 'problem') throw new UserError(reading.problem);
    const { run } = reading.run;
    const evaluated = evaluatedRunOf(run.experiment, { ...run, numThreads: 1, stepsPerSecond: 0 });
    return JSON.parse(resultsJson(evaluated, null)) as Result;
  }
  throw new UserError(words.noRun);
}

function comparisonOf(before: Result, after: Result) {
  const [mine, theirs] = [before, after].map(({ config }) => readLink(config).experiment);
  return {
    changes: mine && theirs ? [...settingChanges(mine, theirs), ...backendChange(before, after)] : [],
    losses: before.architectures.flatMap((card) => lossChanges(card, after)),
    verdicts: before.verdicts.flatMap((verdict) => verdictChanges(verdict, after)),
  };
}

function settingChanges(before: Experiment, after: Experiment): readonly string[] {
  const [mine, theirs] = [before, after].map(({ data }) => fileSettings(data));
  const keys = [...new Set([...(mine?.keys() ?? []), ...(theirs?.keys() ?? [])])];
  const ofFile = keys.flatMap((label) => {
    const [old, now] = [mine?.get(label) ?? null, theirs?.get(label) ?? null];
    return old === now ? [] : [{ where: words.file, label, before: old, after: now }];
  });
  return [...differencesBetween(before, after), ...ofFile].map(differenceSentence);
}

function fileSettings({ table }: Experiment['data']): ReadonlyMap<string, string> {
  return new Map(
    tableEntries(table).flatMap(([key, written]) =>
      key === 'cols'
        ? parsedEntries(written, SETTING_SYNTAX).map(([name, role]) => [words.column(name), role] as const)
        : [[key, written] as const],
    ),
  );
}

function backendChange(before: Result, after: Result): readonly string[] {
  const [old, now] = [before, after].map(({ backend, build }) =>
    build === '' ? backend : `${backend} (${build})`,
  );
  return old === undefined || now === undefined || old === now ? [] : [words.backend(old, now)];
}

function lossChanges({ id, label, tasks }: Result['architectures'][number], after: Result) {
  const card = after.architectures.find((one) => one.id === id);
  return tasks.flatMap((old) => {
    const now = card?.tasks.find(({ name }) => name === old.name);
    if (now === undefined) return [];
    const [one, other] = [old, now].map(({ mean, interval }) => {
      const value = mean ?? Number.NaN;
      return { mean: value, low: interval?.[0] ?? value, high: interval?.[1] ?? value };
    });
    // Saved runs keep single precision.
    const [digits, others] = [old, now].map(({ loss }) =>
      loss.map((value) => Math.fround(value ?? NaN)).join(),
    );
    const isExact = digits === others;
    const isNear = one !== undefined && other !== undefined && areMutuallyInside(one, other);
    const same = isExact ? 'digits' : isNear ? 'intervals' : 'differs';
    return [{ card: `${id}  ${label}`, task: old.name, before: old.mean, after: now.mean, same } as const];
  });
}

function verdictChanges(verdict: Result['verdicts'][number], after: Result) {
  const now = after.verdicts.find(({ cardId }) => cardId === verdict.cardId);
  if (now === undefined) return [];
  const [before, other] = [verdict, now].map(({ tasks, overall }) =>
    [overall, ...tasks].map(({ conclusion }) => text.answer.conclusion(conclusion)),
  );
  return [{ card: verdict.cardId, before, after: other, same: `${before}` === `${other}` }];
}

function reportOf({ changes, losses, verdicts }: ReturnType<typeof comparisonOf>): string {
  const lines = [
    ...(changes.length === 0 ? [words.sameExperiment] : changes),
    ...losses.map(({ card, task, before, after, same }) => words.loss(card, task, before, after, same)),
    ...verdicts.map(({ card, before, after, same }) =>
      words.verdict(card, before?.[0] ?? '', after?.[0] ?? '', same),
    ),
  ];
  return `${lines.join('\n')}\n`;
}
