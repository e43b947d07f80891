import { accuracyOf, answersOf, gainOf, METHODS, scoreSource } from './answers.ts';
import { verdictOf } from './section.ts';
import type { Row, Section, Table } from './section.ts';
import type { MeasureOptions, Source } from './source.ts';

/** Whether what one library teaches holds in another. */
export async function measureCrossLibrary(libraries: readonly Source[], options: MeasureOptions): Promise<Section> {
  const shots = options.sizes.shots.at(-1)!;
  const tables: Table[] = [];
  for (const from of libraries)
    for (const to of libraries)
      tables.push({
        title: `taught by ${from.name}, recognised in ${from === to ? 'the same' : to.name}`,
        columns: ['all', '− frozen'],
        rows: await rowsOf(from, to, options),
      });
  return {
    title: 'Cross-library',
    notes: [
      `${shots} examples of each concept from one library, all spans of the other among all concepts. In the far library the camera hangs farther away than any that the encoder was trained with. Beside it, what the same examples are worth at home.`,
      'UCF101 is left out: its embeddings are of one set.',
    ],
    tables,
    pictures: [],
  };
}

async function rowsOf(from: Source, to: Source, options: MeasureOptions): Promise<Row[]> {
  const shots = await from.shotsOf(options.sizes.shots.at(-1)!);
  const scores = await scoreSource(to, { shots, base: to.texts.labels, seed: options.seed });
  const frozen = answersOf([scores], 'frozen').all;
  return ['frozen', ...METHODS].map((name) => {
    const { all, groups } = answersOf([scores], name);
    const accuracy = accuracyOf(all, groups, options);
    if (name === 'frozen') return { name, figures: { all: accuracy }, verdicts: {} };
    const gain = gainOf(frozen, all, groups, options);
    return { name, figures: { all: accuracy, '− frozen': gain }, verdicts: { all: verdictOf(gain) } };
  });
}
