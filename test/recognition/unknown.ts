import {
  auroc,
  bootstrapFigure,
  conceptMatching,
  exampleNearness,
  falsePositiveRate,
  farthestNegatives,
  heldOutUnknown,
  knownSignals,
  multiplyLogits,
  normalizeRows,
  takeRows,
  UNKNOWN_SIGNALS,
} from '../../inference/src/domain/index.ts';
import { firstHalf } from '../../inference/src/evaluate.ts';
import { intervalOf } from './answers.ts';
import { verdictOf } from './section.ts';
import type { Row, Section } from './section.ts';
import { spansOf } from './source.ts';
import type { MeasureOptions, Source } from './source.ts';

const COLUMNS = ['AUROC', 'FPR95', 'AUROC − probability', 'FPR95 − probability'];
const PLAIN = 'largest probability';
const TITLES: Readonly<Record<(typeof UNKNOWN_SIGNALS)[number], string>> = {
  matching: 'concept matching (MCM)',
  share: 'share over other texts (NegLabel)',
  nearness: 'nearest reviewed example',
};

/** How well spans of the vocabulary are told from spans of anything else. */
export async function measureUnknown(sources: readonly Source[], options: MeasureOptions): Promise<Section> {
  const tables = [];
  for (const source of sources) {
    const { scores, isKnown, groups } = await scoresOf(source, options);
    const rows = [...scores].map(([name, values]) =>
      rowOf(name, values, scores.get(PLAIN)!, { isKnown, groups, options }),
    );
    const knownCount = isKnown.filter(Boolean).length;
    tables.push({
      title: `${source.name}: ${knownCount} spans of the vocabulary, ${isKnown.length - knownCount} of none of it`,
      columns: COLUMNS,
      rows,
    });
  }
  return {
    title: 'Unknown',
    notes: [
      `The vocabulary is the first half of the concepts in alphabetical order; spans of all others show none of it. Nearness is measured to ${options.sizes.shots.at(-1)} examples of each word. All signals together are weighted by a regression on other groups. FPR95: the share of unknown spans that pass where 95 % of the known ones do; lower is better.`,
      'Other texts are the project’s own list for the workbench world, as far as its encoder has the words; for UCF101 names of sounds, without those that a concept has its text from.',
      'Verdicts are about the paired difference to the largest probability.',
    ],
    tables,
    pictures: [],
  };
}

async function scoresOf(source: Source, { seed, sizes }: MeasureOptions) {
  const { dims, labels: names, data } = source.texts;
  const spans = spansOf(source);
  const vocabulary = firstHalf(names);
  const isKnown = spans.labels.map((label) => vocabulary.includes(label));
  const texts = takeRows(
    normalizeRows(data, dims),
    dims,
    vocabulary.map((label) => names.indexOf(label)),
  );
  const negatives = takeRows(source.negatives, dims, farthestNegatives(source.negatives, texts, dims));
  const rows = normalizeRows(spans.rows, dims);
  const cosines = {
    concepts: multiplyLogits(rows, texts, dims, 1),
    conceptCount: vocabulary.length,
    negatives: multiplyLogits(rows, negatives, dims, 1),
    negativeCount: negatives.length / dims,
  };
  const signals = knownSignals(cosines, await nearnessOf(source, rows, spans.groups, vocabulary, sizes.shots.at(-1)!));
  const isUnknown = isKnown.map((known) => !known);
  const together = heldOutUnknown(signals, isUnknown, spans.groups, { seed });
  if (together === null) throw new Error(`${source.name}: all unknown spans are of one group`);
  const scores = new Map<string, Float64Array>([
    // Concept matching at the scale of the logits.
    [PLAIN, conceptMatching(cosines.concepts, vocabulary.length, 1 / source.logitScale)],
    ...UNKNOWN_SIGNALS.map((signal, index) => [TITLES[signal], signals[index]] as const),
    ['all signals, held out', together.map((probability) => -probability)],
  ]);
  return { scores, isKnown, groups: spans.groups };
}

/** To the nearest example of a word of the vocabulary. */
async function nearnessOf(
  { shotsOf, texts: { dims } }: Source,
  rows: Float32Array,
  groups: readonly string[],
  vocabulary: readonly string[],
  shots: number,
): Promise<Float64Array> {
  const { data, labels } = await shotsOf(shots);
  const own = [...labels.keys()].filter((row) => vocabulary.includes(labels[row]));
  const examples = takeRows(normalizeRows(data, dims), dims, own);
  const cosines = multiplyLogits(rows, examples, dims, 1);
  return exampleNearness(
    cosines,
    groups,
    own.map(() => 'taught'),
  );
}

function rowOf(
  name: string,
  scores: Float64Array,
  plain: Float64Array,
  {
    isKnown,
    groups,
    options,
  }: { readonly isKnown: readonly boolean[]; readonly groups: readonly string[]; readonly options: MeasureOptions },
): Row {
  const estimate = (figureOf: (rows: readonly number[]) => number) =>
    bootstrapFigure(groups, figureOf, intervalOf(options));
  const at = (figure: typeof auroc, values: Float64Array, rows: readonly number[]) => {
    const known = rows.map((row) => isKnown[row]);
    // Of one kind only there is nothing to tell apart.
    if (new Set(known).size < 2) return Number.NaN;
    return figure(
      rows.map((row) => values[row]),
      known,
    );
  };
  const figures = {
    AUROC: estimate((rows) => at(auroc, scores, rows)),
    FPR95: estimate((rows) => at(falsePositiveRate, scores, rows)),
  };
  if (name === PLAIN) return { name, figures, verdicts: {} };
  const area = estimate((rows) => at(auroc, scores, rows) - at(auroc, plain, rows));
  const rate = estimate((rows) => at(falsePositiveRate, scores, rows) - at(falsePositiveRate, plain, rows));
  return {
    name,
    figures: { ...figures, 'AUROC − probability': area, 'FPR95 − probability': rate },
    verdicts: { AUROC: verdictOf(area), FPR95: verdictOf(rate, true) },
  };
}
