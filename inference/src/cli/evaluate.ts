import { parseArgs } from 'node:util';
import { readNamedEmbeddings, readNames } from '../adapters/embeddings/read-names.ts';
import { openScorer } from '../adapters/onnx/scorer.ts';
import { evaluate } from '../evaluate.ts';
import type { Accuracies, EvaluateOptions, Evaluation, LabelledEmbeddings } from '../evaluate.ts';
import { explain } from './explain.ts';
import { UsageError } from './usage-error.ts';
import type { CommandIo } from './command-io.ts';

const HELP = `Usage: actionary evaluate --videos V.npy --texts T.npy [options]

How well frozen embeddings recognise: top-1 in per cent of base labels, of novel labels, their harmonic mean, and of
all labels together. Only videos whose label has a text count.

  --videos FILE         embeddings of videos: .npy, .npz or .safetensors, one row each
  --video-labels FILE   JSON array of labels, or of {"label": …}; default: the file's name with .json
  --texts FILE          embeddings of the labels' texts
  --text-labels FILE    default: the file's name with .json
  --base FILE           JSON array of the base labels; default: the first half in alphabetical order
  --shots FILE          embeddings of labelled examples: also prints a Tip-Adapter without training
  --shot-labels FILE    default: the file's name with .json
  --json                one JSON object instead of a table

Example: actionary evaluate --videos test.npy --texts labels.npy --json
`;

const OPTIONS = {
  videos: { type: 'string' },
  'video-labels': { type: 'string' },
  texts: { type: 'string' },
  'text-labels': { type: 'string' },
  base: { type: 'string' },
  shots: { type: 'string' },
  'shot-labels': { type: 'string' },
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
    else io.stdout.write(await report(values));
    return 0;
  } catch (error) {
    return explain(error, 'evaluate', io);
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

async function report(values: Values): Promise<string> {
  const inputs = await readInputs(values);
  const scorer = await openScorer();
  try {
    const evaluation = await evaluate({ ...inputs, scorer });
    return values.json ? `${JSON.stringify(inPerCent(evaluation))}\n` : table(evaluation);
  } finally {
    await scorer.close();
  }
}

async function readInputs(values: Values): Promise<Omit<EvaluateOptions, 'scorer'>> {
  if (values['shot-labels'] !== undefined && values.shots === undefined)
    throw new UsageError('give --shots with --shot-labels');
  const videos = await readLabelled(required(values, 'videos'), values['video-labels']);
  const texts = await readLabelled(required(values, 'texts'), values['text-labels']);
  return {
    videos,
    texts,
    base: values.base === undefined ? undefined : (await readNames(values.base)).map(({ label }) => label),
    shots: values.shots === undefined ? undefined : await readLabelled(values.shots, values['shot-labels']),
  };
}

async function readLabelled(path: string, labelsPath: string | undefined): Promise<LabelledEmbeddings> {
  const { dims, data, names } = await readNamedEmbeddings(path, labelsPath);
  return { dims, data, labels: names.map(({ label }) => label) };
}

function required(values: Values, name: 'videos' | 'texts'): string {
  const value = values[name];
  if (value === undefined) throw new UsageError(`give --${name} FILE`);
  return value;
}

function inPerCent({ base, novel, hm, all, count, shots }: Evaluation) {
  const figures = (of: Accuracies) => ({
    base: perCent(of.base),
    novel: perCent(of.novel),
    hm: perCent(of.hm),
    all: perCent(of.all),
  });
  const frozen = { ...figures({ base, novel, hm, all }), count };
  return shots ? { ...frozen, shots: { method: shots.method, ...figures(shots), count: shots.count } } : frozen;
}

function perCent(share: number): number {
  return Number((100 * share).toFixed(2));
}

function table(evaluation: Evaluation): string {
  const row = (name: string, of: Accuracies) =>
    [name.padEnd(14), ...[of.base, of.novel, of.hm, of.all].map((share) => (100 * share).toFixed(2).padStart(7))].join(
      '',
    );
  const lines = [`${''.padEnd(14)}   base  novel     HM    all`, row('frozen', evaluation)];
  if (evaluation.shots) lines.push(row('Tip-Adapter', evaluation.shots));
  return `${lines.join('\n')}\n${evaluation.count} videos\n`;
}
