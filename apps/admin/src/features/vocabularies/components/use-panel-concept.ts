import { useLayoutEffect, useMemo } from 'react';
import type { DraftEditor } from '../api/use-draft.ts';
import type { EditorView } from '../api/use-editor-view.ts';

/** The concept whose fields are shown; its first field takes the keyboard whenever that was asked for. */
export function usePanelConcept({ concepts }: DraftEditor, { shownKey, focusCount }: EditorView) {
  useLayoutEffect(() => {
    if (focusCount > 0) focusFirstField();
  }, [focusCount]);
  return useMemo(() => concepts.find(({ key }) => key === shownKey), [concepts, shownKey]);
}

function focusFirstField(): void {
  const fields = '#concept-panel [role="tabpanel"] :is(input, textarea):not([type="hidden"])';
  document.querySelector<HTMLElement>(fields)?.focus();
}
