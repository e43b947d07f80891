import { cleanTemplate } from './template-problem.ts';

/** A template being edited; the key stays with it when lines move. */
export interface TemplateRow {
  readonly key: number;
  readonly text: string;
}

export type RowAction =
  | { readonly type: 'reset'; readonly templates: readonly string[] }
  | { readonly type: 'change'; readonly index: number; readonly text: string }
  | { readonly type: 'insert'; readonly index: number; readonly texts: readonly string[] }
  | { readonly type: 'remove'; readonly index: number }
  | { readonly type: 'move'; readonly from: number; readonly to: number };

export function rowsOf(templates: readonly string[]): TemplateRow[] {
  const texts = templates.length > 0 ? templates : [''];
  return texts.map((text, key) => ({ key, text }));
}

/** There is always a line to type in. */
export function reduceRows(rows: readonly TemplateRow[], action: RowAction): readonly TemplateRow[] {
  switch (action.type) {
    case 'reset':
      return rowsOf(action.templates);
    case 'change':
      return rows.with(action.index, { ...rows[action.index]!, text: action.text });
    case 'insert': {
      const nextKey = Math.max(-1, ...rows.map(({ key }) => key)) + 1;
      const added = action.texts.map((text, offset) => ({ key: nextKey + offset, text }));
      return rows.toSpliced(action.index, 0, ...added);
    }
    case 'remove': {
      const rest = rows.toSpliced(action.index, 1);
      return rest.length > 0 ? rest : reduceRows([], { type: 'insert', index: 0, texts: [''] });
    }
    case 'move': {
      const row = rows[action.from];
      if (!row || action.to < 0 || action.to >= rows.length) return rows;
      return rows.toSpliced(action.from, 1).toSpliced(action.to, 0, row);
    }
  }
}

/** Lines of a pasted text, without empty ones. */
export function templateLines(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map(cleanTemplate)
    .filter(Boolean);
}
