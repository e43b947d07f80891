import { seededRandom, shuffle } from '../../inference/src/domain/index.ts';
import type { Estimate } from '../../inference/src/domain/index.ts';
import { linePlot } from '../report/line-plot.ts';
import { accuracyOf, ADAPTER, answersOf, gainOf, harmonicGainOf, harmonicOf, METHODS, scoreSource } from './answers.ts';
import type { Answers, GroupedScores } from './answers.ts';
import { verdictOf } from './section.ts';
import type { Picture, Row, Section, Table } from './section.ts';
import type { MeasureOptions, Source } from './source.ts';

const COLUMNS = [
  'base',
  'novel',
  'HM',
  'all',
  'HM − frozen',
  'novel − frozen',
  'all − frozen',
  `HM − ${ADAPTER}`,
  'training, s',
];

/** What methods learn from a few examples of half of the concepts. */
export async function measureAdapters(sources: readonly Source[], options: MeasureOptions): Promise<Section> {
  const parts = [];
  for (const source of sources) parts.push(await measureSource(source, options));
  return {
    title: 'Adapters',
    notes: [
      `Learned from so many examples of each base concept, of other groups than those that are recognised. The concepts are halved by the alphabet, and at random (${options.sizes.splitCount - 1} more ways); all answers count together.`,
      `Verdicts are about the paired difference to the frozen encoder, by HM, by novel concepts alone and by all concepts together, where what was taught can push the others aside; and of other methods to \`${ADAPTER}\`, by HM.`,
    ],
    tables: parts.flatMap(({ tables }) => tables),
    pictures: parts.flatMap(({ pictures }) => pictures),
  };
}

interface Measured {
  readonly method: string;
  readonly row: Row;
}

async function measureSource(source: Source, options: MeasureOptions) {
  const tables: Table[] = [];
  const measured: (Measured & { readonly shots: number })[] = [];
  for (const shots of options.sizes.shots) {
    const scores: GroupedScores[] = [];
    const examples = await source.shotsOf(shots);
    for (let split = 0; split < options.sizes.splitCount; split++) {
      const base = split === 0 ? undefined : drawnHalf(source.texts.labels, options.seed + split);
      scores.push(await scoreSource(source, { shots: examples, base, seed: options.seed }));
    }
    const found = rowsOf(scores, options);
    measured.push(...found.map((each) => ({ ...each, shots })));
    const title = `${source.name}, ${shots} ${shots === 1 ? 'example' : 'examples'} of each base concept`;
    tables.push({ title, columns: COLUMNS, rows: found.map(({ row }) => row) });
  }
  return { tables, pictures: picturesOf(source, measured) };
}

function drawnHalf(labels: readonly string[], seed: number): string[] {
  return shuffle(seededRandom(seed), labels).slice(0, Math.floor(labels.length / 2));
}

function rowsOf(scores: readonly GroupedScores[], options: MeasureOptions): Measured[] {
  const [frozen, adapter] = [answersOf(scores, 'frozen'), answersOf(scores, ADAPTER)];
  return ['frozen', ...METHODS].map((method) => {
    const answers = answersOf(scores, method);
    const compared = [
      ...(method === 'frozen' ? [] : besideFrozen(frozen, answers, options)),
      ...(method === 'frozen' || method === ADAPTER ? [] : [besideAdapter(adapter, answers, options)]),
    ];
    const row = {
      name: method,
      figures: {
        ...figuresOf(answers, options),
        ...Object.fromEntries(compared.map(({ column, difference }) => [column, difference])),
        'training, s': secondsOf(scores, method),
      },
      verdicts: Object.fromEntries(compared.map(({ what, difference }) => [what, verdictOf(difference)])),
    };
    return { method, row };
  });
}

/** A difference, as the table and as the verdict call it. */
interface Compared {
  readonly column: string;
  readonly what: string;
  readonly difference: Estimate;
}

function besideFrozen(frozen: Answers, answers: Answers, options: MeasureOptions): Compared[] {
  const gain = (key: 'novel' | 'all') => gainOf(frozen[key], answers[key], answers.groups, options);
  return [
    { column: 'HM − frozen', what: 'HM', difference: harmonicGainOf(frozen, answers, options) },
    { column: 'novel − frozen', what: 'novel', difference: gain('novel') },
    { column: 'all − frozen', what: 'all', difference: gain('all') },
  ];
}

function besideAdapter(adapter: Answers, answers: Answers, options: MeasureOptions): Compared {
  const difference = harmonicGainOf(adapter, answers, options);
  return { column: `HM − ${ADAPTER}`, what: `HM beside ${ADAPTER}`, difference };
}

function figuresOf(answers: Answers, options: MeasureOptions) {
  const { base, novel, all, groups } = answers;
  return {
    base: accuracyOf(base, groups, options),
    novel: accuracyOf(novel, groups, options),
    HM: harmonicOf(answers, options),
    all: accuracyOf(all, groups, options),
  };
}

function secondsOf(scores: readonly GroupedScores[], method: string): number | null {
  const seconds = scores.flatMap(({ methods }) => methods.get(method)!.trainSeconds ?? []);
  return seconds.length === 0 ? null : seconds.reduce((sum, each) => sum + each, 0) / seconds.length;
}

function picturesOf({ name, slug }: Source, measured: readonly (Measured & { readonly shots: number })[]): Picture[] {
  const shots = [...new Set(measured.map((each) => each.shots))];
  const figure = ({ row }: Measured, column: string) => inPerCent(row.figures[column] as Estimate);
  const series = ['frozen', ...METHODS].map((method) => ({
    name: method,
    of: measured.filter((each) => each.method === method),
  }));
  const byShots = {
    file: `shots-${slug}.svg`,
    title: `${name}: HM by examples of each base concept`,
    series: series.map(({ name: method, of }) => ({
      name: method,
      isReference: method === 'frozen',
      points: of.map((each) => ({ x: each.shots, ...at(figure(each, 'HM')) })),
    })),
    x: {
      label: 'examples of each base concept',
      from: 0.8,
      to: 1.25 * shots.at(-1)!,
      ticks: shots,
      scale: 'log' as const,
    },
    y: { label: 'HM, %' },
    spread: 6,
  };
  const tradeOff = {
    file: `base-novel-${slug}.svg`,
    title: `${name}: what base concepts gain and novel ones lose`,
    series: series.map(({ name: method, of }) => ({
      name: method,
      points: (method === 'frozen' ? of.slice(0, 1) : of).map((each) => {
        const [base, { mean, low, high }] = [figure(each, 'base'), figure(each, 'novel')];
        return { x: base.mean, xLow: base.low, xHigh: base.high, y: mean, low, high };
      }),
    })),
    x: { label: `base, % (${shots.join(', ')} examples along each line)` },
    y: { label: 'novel, %' },
  };
  return [byShots, tradeOff].map(({ file, ...plot }) => ({ file, title: plot.title, svg: linePlot(plot) }));
}

const at = ({ mean, low, high }: Pick<Estimate, 'mean' | 'low' | 'high'>) => ({ y: mean, low, high });

function inPerCent({ mean, low, high }: Estimate) {
  return { mean: 100 * mean, low: 100 * low, high: 100 * high };
}
