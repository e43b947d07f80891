import { describe, expect, test } from '@jest/globals';
import { toMarkdown } from './markdown.ts';
import { valueIn, withResult } from './report.ts';
import type { Occasion, Report, SectionResult } from './report.ts';

const occasion: Occasion = {
  date: '2026-11-30T06:13:00.000Z',
  commit: 'abc123',
  machine: { cpu: 'Some CPU', coreCount: 2, memoryBytes: 24 * 2 ** 30, platform: 'Linux x64', node: 'v24.0.0' },
  seconds: 12.3,
};

const words: SectionResult = {
  ...occasion,
  state: 'measured',
  notes: ['of a | kind'],
  charts: [{ id: 'by-words', title: 'By words', x: axis('words'), y: axis('s'), series: [] }],
  figures: [
    {
      name: 'first',
      value: 1.234,
      unit: 's',
      target: 2,
      isCeiling: true,
      peer: { name: 'other', value: 1, unit: 's' },
    },
    { name: 'ratio', value: 0.4, unit: '×', target: 0.5, why: 'it is far' },
    { name: 'size', value: 1234.5, unit: 'MiB' },
  ],
};

const mes: SectionResult = { ...occasion, state: 'failed', reason: 'no\nnetwork', notes: [] };

function axis(label: string) {
  return { label };
}

describe('toMarkdown', () => {
  const lines = toMarkdown({ sections: { words, mes } }, ['mes', 'words', 'later'])
    .split('\n')
    // However wide the columns are.
    .map((line) => line.replaceAll(/ +/g, ' '));

  test('counts, and says first what misses, failed and was not measured', () => {
    expect(lines).toContain('1 of 3 sections measured, 1 failed. 2 figures have a limit: 1 meet it, 1 miss it.');
    expect(lines).toContain('| `words` | ratio | 0.4000 × | ≥ 0.5 | it is far |');
    expect(lines).toContain('| `mes` | no network |');
    expect(lines[lines.indexOf('## Not measured yet') + 2]).toBe('`later`');
    expect(lines.indexOf('## Misses its limit')).toBeLessThan(lines.indexOf('## words'));
  });

  test('has a row for each figure, with limit, verdict and peer', () => {
    expect(lines).toContain('| first | 1.23 | s | ≤ 2 | met | other: 1.00 s |');
    expect(lines).toContain('| ratio | 0.4000 | × | ≥ 0.5 | **missed** | |');
    expect(lines).toContain('| size | 1235 | MiB | | | |');
  });

  test('says where, of what and with which pictures', () => {
    expect(lines).toContain(
      '_2026-11-30 06:13; commit abc123; 2 × Some CPU, 24 GiB, Linux x64, Node v24.0.0; took 12 s_',
    );
    expect(lines).toContain('- of a \\| kind');
    expect(lines).toContain('![By words](by-words.svg)');
  });

  test('leaves out what does not apply', () => {
    const text = toMarkdown({ sections: {} }, ['words']);
    expect(text).not.toContain('## Misses');
    expect(text).not.toContain('## Failed');
  });
});

describe('a report', () => {
  const report: Report = { sections: { words, mes } };

  test('takes a section anew and keeps the others', () => {
    const again: SectionResult = { ...occasion, state: 'failed', reason: 'now', notes: [] };
    expect(withResult(report, 'words', again)).toEqual({ sections: { words: again, mes } });
    expect(report.sections['words']).toBe(words);
  });

  test('has values of what was measured only', () => {
    expect(valueIn(report, 'words', 'ratio')).toBe(0.4);
    expect(valueIn(report, 'words', 'unheard of')).toBeUndefined();
    expect(valueIn(report, 'mes', 'first')).toBeUndefined();
    expect(valueIn(report, 'later', 'first')).toBeUndefined();
  });
});
