import { evaluate, openScorer } from '../../inference/src/index.ts';
import { accuracyOf, answersOf, harmonicOf, scoreSource } from './answers.ts';
import type { Section } from './section.ts';
import type { MeasureOptions, Source } from './source.ts';

/** What every implementation gets on the embeddings of UCF101 that the report knows, in per cent. */
const REFERENCE = { base: 79.18, novel: 83.49, hm: 81.28, all: 74.33 };
type Name = keyof typeof REFERENCE;

export interface FrozenSection extends Section {
  /** Whether the figures of UCF101 are those that they have to be; `null` without it. */
  readonly isReproduced: boolean | null;
}

/** The encoders by themselves. */
export async function measureFrozen(sources: readonly Source[], options: MeasureOptions): Promise<FrozenSection> {
  const rows = [];
  for (const source of sources) {
    const scores = await scoreSource(source, { shots: await source.shotsOf(1), methods: [], seed: options.seed });
    const answers = answersOf([scores], 'frozen');
    const { base, novel, all, groups } = answers;
    rows.push({
      name: source.name,
      figures: {
        base: accuracyOf(base, groups, options),
        novel: accuracyOf(novel, groups, options),
        HM: harmonicOf(answers, options),
        all: accuracyOf(all, groups, options),
        spans: all.length,
        groups: new Set(groups).size,
      },
      verdicts: {},
    });
  }
  const ucf101 = sources.find(({ slug }) => slug === 'ucf101');
  const found = ucf101 ? await figuresOf(ucf101) : null;
  const isReproduced = found && (Object.keys(REFERENCE) as Name[]).every((name) => found[name] === REFERENCE[name]);
  return {
    title: 'Frozen',
    notes: [
      'Top-1 of spans against texts, without any example. Base: spans of the first half of the concepts in alphabetical order, among these; novel: the others, among the others; HM: the harmonic mean; all: all spans among all concepts.',
      ...(found
        ? [
            `Reference figures of UCF101: ${perCents(REFERENCE)}; here: ${perCents(found)}: ${isReproduced ? 'reproduced' : 'NOT REPRODUCED'}.`,
          ]
        : []),
    ],
    tables: [{ title: 'Frozen encoders', columns: ['base', 'novel', 'HM', 'all', 'spans', 'groups'], rows }],
    pictures: [],
    isReproduced,
  };
}

/** By the function that `actionary evaluate` prints. */
async function figuresOf({ seen, texts }: Source): Promise<Record<Name, number>> {
  const scorer = await openScorer();
  const { base, novel, hm, all } = await evaluate({ videos: seen, texts, scorer }).finally(() => scorer.close());
  const perCent = (share: number) => Number((100 * share).toFixed(2));
  return { base: perCent(base), novel: perCent(novel), hm: perCent(hm), all: perCent(all) };
}

function perCents(figures: Record<Name, number>): string {
  return `base ${figures.base} %, novel ${figures.novel} %, HM ${figures.hm} %, all ${figures.all} %`;
}
