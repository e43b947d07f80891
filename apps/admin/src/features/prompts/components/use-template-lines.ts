'use client';

import { useRef } from 'react';
import { insertSlot } from '../model/insert-slot.ts';
import type { TextRange } from '../model/insert-slot.ts';
import type { RowAction, TemplateRow } from '../model/template-rows.ts';

interface Options {
  readonly rows: readonly TemplateRow[];
  readonly dispatch: (action: RowAction) => void;
}

/** Lines of templates with a cursor: what is put in goes where that was last, and the cursor goes along. */
export function useTemplateLines({ rows, dispatch }: Options) {
  const list = useRef<HTMLOListElement>(null);
  const last = useRef<(TextRange & { readonly index: number }) | null>(null);
  const focus = (index: number, caret?: number) =>
    requestAnimationFrame(() => {
      const input = list.current?.querySelectorAll<HTMLTextAreaElement>('textarea:not([aria-hidden])')[index];
      input?.focus();
      if (caret !== undefined) input?.setSelectionRange(caret, caret);
    });
  const insert = (index: number, texts: readonly string[]) => {
    dispatch({ type: 'insert', index, texts });
    focus(index + texts.length - 1);
  };
  return {
    list,
    focus,
    insert,
    /** A line has the cursor there. */
    noteCursor: (index: number, range: TextRange) => {
      last.current = { index, ...range };
    },
    putSlot: (slot: string) => {
      const index = Math.min(last.current?.index ?? rows.length - 1, rows.length - 1);
      const { text: before } = rows[index]!;
      const { text, caret } = insertSlot(before, last.current ?? { start: before.length, end: before.length }, slot);
      dispatch({ type: 'change', index, text });
      focus(index, caret);
    },
    /** At the end; an empty line that is the only one gives way. */
    append: (texts: readonly string[]) => {
      const isEmpty = rows.length === 1 && rows[0]!.text.trim() === '';
      if (isEmpty) dispatch({ type: 'reset', templates: texts });
      else insert(rows.length, texts);
    },
  };
}
