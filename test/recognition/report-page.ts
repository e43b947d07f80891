import type { Estimate } from '../../inference/src/domain/index.ts';
import { markdownTable } from '../report/markdown.ts';
import type { RecognitionReport } from './make-report.ts';
import type { Row, Section, Table } from './section.ts';

/** Numbers that are no shares. */
const PLAIN = new Set(['spans', 'groups', 'clips', 'temperature', 'training, s']);

/** The report as a page for people, beside its pictures. */
export function reportPage({ seed, isQuick, machine, wallSeconds, leftOut, sections }: RecognitionReport): string {
  const verdicts = sections.flatMap(({ tables }) =>
    tables.flatMap(({ rows }) => rows.flatMap((row) => Object.values(row.verdicts))),
  );
  const count = (wanted: string) => verdicts.filter((verdict) => verdict === wanted).length;
  return [
    '# What recognition is worth',
    [
      `Seed ${seed}${isQuick ? '; quick: too few spans to conclude anything' : ''}.`,
      `${wallSeconds.toFixed(0)} s on ${machine.cpu}, ${machine.coreCount} cores, Node ${machine.node}.`,
    ].join(' '),
    [
      'Shares are in per cent, differences in points, each with its interval of 95 % by drawing groups (scenes, recordings) anew with replacement.',
      'A verdict is “better” or “worse” where the interval of the paired difference lies on one side of 0, else, and where there are fewer than five groups, “not distinguishable”. Where all groups say the same, drawing them anew says it, too, and the interval has no width: it holds for what is like these groups only.',
      `There are ${verdicts.length} of them: ${count('better')} better, ${count('not distinguishable')} not distinguishable, ${count('worse')} worse; of as many comparisons of what is equally good, about one in twenty would look better or worse by chance.`,
    ].join(' '),
    ...leftOut.map((what) => `Left out: ${what}`),
    ...sections.flatMap(sectionPage),
  ].join('\n\n');
}

function sectionPage({ title, notes, tables, pictures }: Section): string[] {
  return [
    `## ${title}`,
    ...notes,
    ...tables.flatMap(tablePage),
    ...pictures.map((picture) => `![${picture.title}](${picture.file})`),
  ];
}

function tablePage({ title, columns, rows }: Table): string[] {
  const hasVerdicts = rows.some(({ verdicts }) => Object.keys(verdicts).length > 0);
  const header = ['', ...columns, ...(hasVerdicts ? ['verdict'] : [])];
  const cells = rows.map((row) => [
    row.name,
    ...columns.map((column) => cell(column, row.figures[column] ?? null)),
    ...(hasVerdicts ? [verdictCell(row)] : []),
  ]);
  return [`**${title}**`, markdownTable(header, cells)];
}

function verdictCell({ verdicts }: Row): string {
  return Object.entries(verdicts)
    .map(([what, verdict]) => `${what}: ${verdict}`)
    .join('; ');
}

function cell(column: string, figure: Estimate | number | null): string {
  if (figure === null) return '';
  if (PLAIN.has(column)) return typeof figure === 'number' ? plain(figure) : plain(figure.mean);
  if (typeof figure === 'number') return inPerCent(figure);
  const isDifference = column.includes('−');
  // Shares end at 0 and 100, which their intervals do not know.
  const end = (value: number) => (isDifference ? value : Math.min(1, Math.max(0, value)));
  const sign = isDifference && figure.mean > 0 ? '+' : '';
  return `${sign}${inPerCent(figure.mean)} [${inPerCent(end(figure.low))}, ${inPerCent(end(figure.high))}]`;
}

const plain = (value: number) => (Number.isInteger(value) ? `${value}` : value.toFixed(2));
const inPerCent = (share: number) =>
  (100 * share)
    .toFixed(1)
    .replace(/^-/, '−')
    .replace(/^−0\.0$/, '0.0');
