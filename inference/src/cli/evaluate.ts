import { parseArgs } from 'node:util';
import { readNamedEmbeddings, readNames } from '../adapters/embeddings/read-names.ts';
import { openScorer } from '../adapters/onnx/scorer.ts';
import { METHODS } from '../adaptation/methods.ts';
import type { MethodName } from '../adaptation/methods.ts';
import { compareMethods, evaluate } from '../evaluate.ts';
import type { Comparison, EvaluateOptions, Evaluation, LabelledEmbeddings, MethodEvaluation } from '../evaluate.ts';
import { explain } from './explain.ts';
import { UsageError } from './usage-error.ts';
import type { CommandIo } from './command-io.ts';

const HELP = `Usage: actionary evaluate --videos V.npy --texts T.npy [options]

How well frozen embeddings recognise: top-1 in per cent of base labels, of novel labels, their harmonic mean, and of
all labels together. Only videos whose label has a text count. Rows that follow each other with the same "video" and
label are the frames of one video. With examples also what is learned from those of base
labels, by several methods; and ECE, how far the stated probabilities are from the share that is right.

  --videos FILE         embeddings of videos: .npy, .npz or .safetensors, one row each
  --video-labels FILE   JSON array of labels, or of {"label": …}; default: the file's name with .json
  --texts FILE          embeddings of the labels' texts
  --text-labels FILE    default: the file's name with .json
  --base FILE           JSON array of the base labels; default: the first half in alphabetical order
  --shots FILE          embeddings of labelled examples, one row each
  --shot-labels FILE    default: the file's name with .json
  --adapter NAME        what is trained on them, beside Tip-Adapter and GDA, which need no training: linear (a map that
                        begins as the identity), froster (the same, distilled from the frozen encoder), temporal
                        (distilled, over neighbouring frames), none, or all (default; CLAP as well)
  --seed N              of the training; a whole number, default 0
  --json                one JSON object instead of a table

Example: actionary evaluate --videos test.npy --texts labels.npy --shots shots16.npy --adapter froster --json
`;

const OPTIONS = {
  videos: { type: 'string' },
  'video-labels': { type: 'string' },
  texts: { type: 'string' },
  'text-labels': { type: 'string' },
  base: { type: 'string' },
  shots: { type: 'string' },
  'shot-labels': { type: 'string' },
  adapter: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * `actionary evaluate …`
 *
 * @param argv what follows `evaluate`
 * @returns exit code: 0 done, 1 failed, 2 wrong usage
 */
export async function runEvaluate(argv: readonly string[], io: CommandIo): Promise<number> {
  try {
    const { values } = parseArgs({ args: [...argv], options: OPTIONS });
    if (values.help) io.stdout.write(HELP);
    else io.stdout.write(await report(values, io.signal));
    return 0;
  } catch (error) {
    return explain(error, 'evaluate', io);
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

async function report(values: Values, signal: AbortSignal | undefined): Promise<string> {
  const learning = learningOptions(values);
  const inputs = await readInputs(values);
  const scorer = await openScorer();
  try {
    if (values.shots === undefined) {
      const evaluation = await evaluate({ ...inputs, scorer });
      return values.json ? `${JSON.stringify(accuraciesInPerCent(evaluation))}\n` : table({ frozen: evaluation });
    }
    const shots = await readLabelled(values.shots, values['shot-labels']);
    const comparison = await compareMethods({ ...inputs, ...learning, shots, scorer, signal });
    return values.json ? `${JSON.stringify(comparisonInPerCent(comparison))}\n` : table(comparison);
  } finally {
    await scorer.close();
  }
}

/** What each adapter is compared with. */
const TRAINING_FREE: readonly MethodName[] = ['tip-adapter', 'gda'];
const CHOICES: Readonly<Record<string, readonly MethodName[]>> = {
  none: TRAINING_FREE,
  linear: ['linear', ...TRAINING_FREE],
  froster: ['froster', ...TRAINING_FREE],
  temporal: ['temporal', ...TRAINING_FREE],
  all: Object.keys(METHODS) as MethodName[],
};

function learningOptions(values: Values) {
  const orphan = (['shot-labels', 'adapter', 'seed'] as const).find((option) => values[option] !== undefined);
  if (values.shots === undefined && orphan) throw new UsageError(`give --shots with --${orphan}`);
  const { adapter = 'all', seed = '0' } = values;
  if (!Object.hasOwn(CHOICES, adapter))
    throw new UsageError(`unknown adapter "${adapter}"; known: ${Object.keys(CHOICES).join(', ')}`);
  if (!/^\d{1,9}$/.test(seed)) throw new UsageError(`invalid seed "${seed}"; give a whole number from 0`);
  return { methods: CHOICES[adapter], seed: Number(seed) };
}

async function readInputs(values: Values): Promise<Omit<EvaluateOptions, 'scorer'>> {
  const videos = await readLabelled(required(values, 'videos'), values['video-labels']);
  const texts = await readLabelled(required(values, 'texts'), values['text-labels']);
  const base = values.base === undefined ? undefined : (await readNames(values.base)).map(({ label }) => label);
  return { videos, texts, base };
}

async function readLabelled(path: string, labelsPath: string | undefined): Promise<LabelledEmbeddings> {
  const { dims, data, names } = await readNamedEmbeddings(path, labelsPath);
  return { dims, data, labels: names.map(({ label }) => label), videos: names.map(({ video }) => video) };
}

function required(values: Values, name: 'videos' | 'texts'): string {
  const value = values[name];
  if (value === undefined) throw new UsageError(`give --${name} FILE`);
  return value;
}

function accuraciesInPerCent({ base, novel, hm, all, count }: Evaluation) {
  return { base: perCent(base), novel: perCent(novel), hm: perCent(hm), all: perCent(all), count };
}

function comparisonInPerCent(comparison: Comparison) {
  const figures = methodsOf(comparison).map(([name, evaluation]) => {
    const { count, ...accuracies } = accuraciesInPerCent(evaluation);
    const seconds = evaluation.trainSeconds;
    const trained = seconds === undefined ? {} : { trainSeconds: Number(seconds.toFixed(2)) };
    return [name, { ...accuracies, ece: perCent(evaluation.ece), count, ...trained }];
  });
  return Object.fromEntries(figures) as Record<string, unknown>;
}

function methodsOf(comparison: Comparison): [string, MethodEvaluation][] {
  return Object.entries(comparison);
}

function perCent(share: number): number {
  return Number((100 * share).toFixed(2));
}

const METHOD_TITLES: Readonly<Record<keyof Comparison, string>> = {
  frozen: 'frozen',
  'tip-adapter': 'Tip-Adapter',
  gda: 'GDA',
  clap: 'CLAP',
  linear: 'linear map',
  froster: 'FROSTER',
  temporal: 'temporal',
};

function table(comparison: Comparison): string {
  const methods = methodsOf(comparison);
  const isTaught = methods.length > 1;
  const row = (name: string, cells: readonly string[]) =>
    [name.padEnd(14), ...cells.map((cell) => cell.padStart(7))].join('').trimEnd();
  const lines = methods.map(([name, { base, novel, hm, all, ece, trainSeconds }]) => {
    const shares = [base, novel, hm, all, ...(isTaught ? [ece] : [])].map((share) => (100 * share).toFixed(2));
    return row(METHOD_TITLES[name as keyof Comparison], [...shares, trainSeconds?.toFixed(1) ?? '']);
  });
  const header = row('', ['base', 'novel', 'HM', 'all', ...(isTaught ? ['ECE', 's'] : [])]);
  return `${[header, ...lines].join('\n')}\n${comparison.frozen.count} videos\n`;
}
