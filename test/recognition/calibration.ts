import {
  bestConcept,
  bootstrapFigure,
  expectedCalibrationError,
  heldOutProbabilities,
  reliabilityBins,
  softmaxRows,
  validateTemperature,
} from '../../inference/src/domain/index.ts';
import type { Prediction } from '../../inference/src/domain/index.ts';
import { linePlot } from '../report/line-plot.ts';
import { ADAPTER, intervalOf, scoreSource } from './answers.ts';
import type { GroupedScores } from './answers.ts';
import { verdictOf } from './section.ts';
import type { Picture, Row, Section } from './section.ts';
import type { MeasureOptions, Source } from './source.ts';

/** As the product's calibrations have. */
const BIN_COUNT = 10;
const COLUMNS = ['ECE before', 'ECE after', 'after − before', 'right', 'said before', 'said after', 'temperature'];

/** How far probabilities are from what is right, before and after a temperature that was fitted to other groups. */
export async function measureCalibration(sources: readonly Source[], options: MeasureOptions): Promise<Section> {
  const tables = [];
  const pictures: Picture[] = [];
  for (const source of sources) {
    const shots = await source.shotsOf(options.sizes.shots.at(-1)!);
    const base = source.texts.labels;
    const scores = await scoreSource(source, { shots, base, methods: [ADAPTER], seed: options.seed });
    const methods = ['frozen', ADAPTER].map((method) => ({ method, ...predictionsOf(scores, method, options) }));
    const rows = methods.map((each) => rowOf(each, scores.groups, options));
    tables.push({ title: source.name, columns: COLUMNS, rows });
    pictures.push(...methods.map((each) => pictureOf(source, each)));
  }
  return {
    title: 'Calibration',
    notes: [
      `Expected calibration error (${BIN_COUNT} bins) of the best concept's probability, all spans among all concepts. The temperature is fitted in five folds of groups, each time without the fold that it is applied to. The adapter has learned ${options.sizes.shots.at(-1)} examples of each concept.`,
      'The verdict compares after with before: lower is better. A temperature that does not lower the loss of held-out groups is not kept; then nothing changes.',
    ],
    tables,
    pictures,
  };
}

interface Calibrated {
  readonly before: readonly Prediction[];
  readonly after: readonly Prediction[];
  /** Fitted to all groups; 1 where none is kept. */
  readonly temperature: number;
}

function predictionsOf({ truth, groups, isBase, methods }: GroupedScores, method: string, { seed }: MeasureOptions) {
  const { logits } = methods.get(method)!;
  const conceptCount = isBase.length;
  const { temperature, folds } = validateTemperature(logits, conceptCount, truth, groups, { seed });
  const after = heldOutProbabilities({ logits, conceptCount, videos: groups }, folds, temperature);
  return {
    before: predictions(softmaxRows(logits, conceptCount), conceptCount, truth),
    after: predictions(after, conceptCount, truth),
    temperature,
  };
}

function predictions(probabilities: Float32Array, conceptCount: number, truth: readonly number[]): Prediction[] {
  return truth.map((concept, row) => {
    const { best } = bestConcept(probabilities.subarray(row * conceptCount, (row + 1) * conceptCount));
    return { probability: best.probability, isRight: best.conceptIndex === concept };
  });
}

function rowOf(
  { method, before, after, temperature }: Calibrated & { readonly method: string },
  groups: readonly string[],
  options: MeasureOptions,
): Row {
  const errorAt = (of: readonly Prediction[], rows: readonly number[]) =>
    expectedCalibrationError(
      rows.map((row) => of[row]),
      BIN_COUNT,
    );
  const estimate = (figureOf: (rows: readonly number[]) => number) =>
    bootstrapFigure(groups, figureOf, { ...intervalOf(options), isBiased: true });
  const change = estimate((rows) => errorAt(after, rows) - errorAt(before, rows));
  const mean = (of: readonly Prediction[], valueOf: (prediction: Prediction) => number) =>
    of.reduce((sum, each) => sum + valueOf(each), 0) / of.length;
  return {
    name: method,
    figures: {
      'ECE before': estimate((rows) => errorAt(before, rows)),
      'ECE after': estimate((rows) => errorAt(after, rows)),
      'after − before': change,
      right: mean(before, ({ isRight }) => Number(isRight)),
      'said before': mean(before, ({ probability }) => probability),
      'said after': mean(after, ({ probability }) => probability),
      temperature,
    },
    verdicts: { ECE: verdictOf(change, true) },
  };
}

function pictureOf(
  { name, slug }: Source,
  { method, before, after }: Calibrated & { readonly method: string },
): Picture {
  const line = (title: string, of: readonly Prediction[]) => ({
    name: title,
    points: reliabilityBins(of, BIN_COUNT).map(({ probability, accuracy, interval }) => ({
      x: 100 * probability,
      y: 100 * accuracy,
      low: 100 * interval.low,
      high: 100 * interval.high,
    })),
  });
  const ideal = [0, 100].map((share) => ({ x: share, y: share }));
  const title = `${name}, ${method}: what was said and what was right`;
  const axis = (label: string) => ({ label, from: 0, to: 100 });
  const series = [{ name: 'as said', points: ideal, isReference: true }, line('before', before), line('after', after)];
  const svg = linePlot({ title, x: axis('probability said, %'), y: axis('right, %'), series });
  return { file: `reliability-${slug}-${method}.svg`, title, svg };
}
