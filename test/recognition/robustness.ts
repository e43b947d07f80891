import { corrupt, CORRUPTIONS, rightRows, seededRandom, STRENGTHS } from '../../inference/src/domain/index.ts';
import type { Corruption } from '../../inference/src/domain/index.ts';
import type { EncoderPair } from '../../inference/src/index.ts';
import { accuracyOf, ADAPTER, gainOf, scoreSource } from './answers.ts';
import type { GroupedScores } from './answers.ts';
import { verdictOf } from './section.ts';
import type { Row, Section } from './section.ts';
import type { MeasureOptions } from './source.ts';
import { embedSpans } from './workbench-source.ts';
import type { DrawnSpans, WorkbenchLibrary } from './workbench-source.ts';

const COLUMNS = ['frozen', 'frozen − unchanged', ADAPTER, `${ADAPTER} − unchanged`, `${ADAPTER} − frozen`];

interface Condition {
  readonly name: string;
  readonly change: (rgb: Uint8Array) => Uint8Array;
}

/** What becomes of recognition when pictures change. */
export async function measureRobustness(
  library: WorkbenchLibrary,
  { image }: EncoderPair,
  options: MeasureOptions,
): Promise<Section> {
  const shots = await library.shotsOf(options.sizes.shots.at(-1)!);
  const drawn = firstScenes(library.drawn, options.sizes.changedScenes);
  const measure = async ({ change }: Condition) => {
    const seen = await embedSpans({ ...drawn, pictures: drawn.pictures.map(change) }, { image });
    const source = { ...library, seen, groups: drawn.scenes };
    return rightOf(
      await scoreSource(source, { shots, base: library.texts.labels, methods: [ADAPTER], seed: options.seed }),
    );
  };
  const unchanged = await measure({ name: 'unchanged', change: (rgb) => rgb });
  const rows: Row[] = [rowOf('unchanged', unchanged, unchanged, options)];
  for (const condition of conditions(image.geometry, options.seed))
    rows.push(rowOf(condition.name, await measure(condition), unchanged, options));
  return {
    title: 'Robustness',
    notes: [
      `Pictures of ${unchanged.groups.length} spans, changed as cameras change them, embedded anew and recognised among all concepts. The adapter has learned ${options.sizes.shots.at(-1)} unchanged examples of each concept. Brightness: what values are multiplied with; blur: radius in pixels of ${image.geometry.width}; noise: standard deviation, of 255; crop: share that is left.`,
      'Verdicts compare each with itself on unchanged pictures, and the adapter with the frozen encoder under the same change.',
      'UCF101 is left out: there are embeddings of it, and no pictures.',
    ],
    tables: [{ title: library.name, columns: COLUMNS, rows }],
    pictures: [],
  };
}

function conditions(size: { readonly width: number; readonly height: number }, seed: number): Condition[] {
  const { width, height } = size;
  const conditionOf = (corruption: Corruption, strength: number): Condition => {
    const random = seededRandom(seed);
    return {
      name: corruption === 'mirror' ? corruption : `${corruption} ${strength}`,
      change: (rgb) => corrupt({ width, height, rgb }, corruption, strength, random).rgb,
    };
  };
  return CORRUPTIONS.flatMap((corruption) =>
    STRENGTHS[corruption].map((strength) => conditionOf(corruption, strength)),
  );
}

function firstScenes({ pictures, labels, scenes }: DrawnSpans, count: number): DrawnSpans {
  const wanted = new Set([...new Set(scenes)].slice(0, count));
  const kept = [...scenes.keys()].filter((frame) => wanted.has(scenes[frame]));
  return {
    pictures: kept.map((frame) => pictures[frame]),
    labels: kept.map((frame) => labels[frame]),
    scenes: kept.map((frame) => scenes[frame]),
  };
}

interface Right {
  readonly groups: readonly string[];
  readonly frozen: readonly boolean[];
  readonly adapted: readonly boolean[];
}

function rightOf({ groups, truth, isBase, methods }: GroupedScores): Right {
  const right = (method: string) => rightRows(methods.get(method)!.logits, isBase.length, truth);
  return { groups, frozen: right('frozen'), adapted: right(ADAPTER) };
}

function rowOf(name: string, { groups, frozen, adapted }: Right, unchanged: Right, options: MeasureOptions): Row {
  const beside = gainOf(frozen, adapted, groups, options);
  const figures = {
    frozen: accuracyOf(frozen, groups, options),
    [ADAPTER]: accuracyOf(adapted, groups, options),
    [`${ADAPTER} − frozen`]: beside,
  };
  const verdicts = { [`${ADAPTER} beside frozen`]: verdictOf(beside) };
  if (frozen === unchanged.frozen) return { name, figures, verdicts };
  const frozenLoss = gainOf(unchanged.frozen, frozen, groups, options);
  const adaptedLoss = gainOf(unchanged.adapted, adapted, groups, options);
  return {
    name,
    figures: { ...figures, 'frozen − unchanged': frozenLoss, [`${ADAPTER} − unchanged`]: adaptedLoss },
    verdicts: { frozen: verdictOf(frozenLoss), [ADAPTER]: verdictOf(adaptedLoss), ...verdicts },
  };
}
