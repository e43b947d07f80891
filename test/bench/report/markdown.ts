import { escapeCell, markdownTable } from '../../report/markdown.ts';
import { limitOf, meets, shown } from '../figure.ts';
import type { Figure } from '../figure.ts';
import type { Report, SectionResult } from './report.ts';

/**
 * A report for people: what misses its target and what failed first, then a table for each section.
 * @param known names of all sections there are, in the order that they are shown in
 */
export function toMarkdown({ sections }: Report, known: readonly string[]): string {
  const found = known.flatMap((name) => (sections[name] ? [{ name, result: sections[name] }] : []));
  const missing = known.filter((name) => !sections[name]);
  const parts = [
    '# What was measured',
    summaryOf(found, known.length),
    ...missesOf(found),
    ...failuresOf(found),
    ...(missing.length > 0 ? ['## Not measured yet', missing.map((name) => `\`${name}\``).join(', ')] : []),
    ...found.flatMap(({ name, result }) => sectionOf(name, result)),
  ];
  return `${parts.join('\n\n')}\n`;
}

interface Found {
  readonly name: string;
  readonly result: SectionResult;
}

const figuresOf = ({ result }: Found) => (result.state === 'measured' ? result.figures : []);

function summaryOf(found: readonly Found[], knownCount: number): string {
  const measured = found.filter(({ result }) => result.state === 'measured').length;
  const limited = found.flatMap(figuresOf).filter(({ target }) => target !== undefined);
  const met = limited.filter(meets).length;
  return (
    `${measured} of ${knownCount} sections measured, ${found.length - measured} failed. ` +
    `${limited.length} figures have a limit: ${met} meet it, ${limited.length - met} miss it.`
  );
}

function missesOf(found: readonly Found[]): string[] {
  const rows = found.flatMap((each) =>
    figuresOf(each)
      .filter((figure) => !meets(figure))
      .map((figure) => missOf(each.name, figure)),
  );
  if (rows.length === 0) return [];
  return ['## Misses its limit', markdownTable(['section', 'figure', 'value', 'limit', 'why'], rows)];
}

const missOf = (section: string, { why = '', ...figure }: Figure) => [
  `\`${section}\``,
  figure.name,
  `${shown(figure.value)} ${figure.unit}`,
  limitOf(figure),
  why,
];

function failuresOf(found: readonly Found[]): string[] {
  const rows = found.flatMap(({ name, result }) => (result.state === 'failed' ? [[`\`${name}\``, result.reason]] : []));
  return rows.length === 0 ? [] : ['## Failed', markdownTable(['section', 'reason'], rows)];
}

function sectionOf(name: string, result: SectionResult): string[] {
  const { date, commit, machine, seconds, notes } = result;
  const gib = Math.round(machine.memoryBytes / 2 ** 30);
  const occasion = [
    date.slice(0, 16).replace('T', ' '),
    commit === null ? 'commit unknown' : `commit ${commit}`,
    `${machine.coreCount} × ${machine.cpu}, ${gib} GiB, ${machine.platform}, Node ${machine.node}`,
    `took ${Math.round(seconds)} s`,
  ];
  const remarks = notes.map((note) => `- ${escapeCell(note)}`).join('\n');
  const head = [`## ${name}`, `_${occasion.map(escapeCell).join('; ')}_`, ...(remarks ? [remarks] : [])];
  if (result.state === 'failed') return [...head, `Failed: ${escapeCell(result.reason)}`];
  const pictures = result.charts.map(({ id, title }) => `![${escapeCell(title)}](${id}.svg)`);
  return [
    ...head,
    markdownTable(['figure', 'value', 'unit', 'limit', '', 'peer'], result.figures.map(rowOf)),
    ...pictures,
  ];
}

function rowOf(figure: Figure): string[] {
  const { name, value, unit, target, peer } = figure;
  const verdict = target === undefined ? '' : meets(figure) ? 'met' : '**missed**';
  const beside = peer ? `${peer.name}: ${shown(peer.value)} ${peer.unit}` : '';
  return [name, shown(value), unit, limitOf(figure), verdict, beside];
}
