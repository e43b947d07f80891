'use client';

import { useCallback, useState } from 'react';
import type { EditorConcept } from '../model/typing.ts';
import { useCursor } from './use-cursor.ts';
import { useShownConcept } from './use-shown-concept.ts';
import { useTreeRows } from './use-tree-rows.ts';

/** A label that is typed in its line. */
export interface InlineEdit {
  readonly key: string;
  readonly language: string;
}

/**
 * Which lines are seen, which one the cursor is on, which are chosen, and whose fields are shown.
 * @param keyOf a new concept's key, once it has another one
 */
export function useEditorView(concepts: readonly EditorConcept[], keyOf: (key: string) => string) {
  const tree = useTreeRows(concepts);
  const { goTo, ...lines } = useCursor({ rows: tree.rows, keyOf });
  const { show, focusFields, ...panel } = useShownConcept(keyOf);
  const [inline, setInline] = useState<InlineEdit | null>(null);
  const move = useCallback(
    (key: string | null) => {
      goTo(key);
      show(key);
    },
    [goTo, show],
  );
  const edit = useCallback(
    (key: string) => {
      move(key);
      focusFields(key);
    },
    [move, focusFields],
  );
  const rename = useCallback(
    (key: string, language: string) => {
      move(key);
      setInline({ key, language });
    },
    [move],
  );
  return { ...tree, ...lines, ...panel, inline, move, edit, rename, setInline };
}

export type EditorView = ReturnType<typeof useEditorView>;
