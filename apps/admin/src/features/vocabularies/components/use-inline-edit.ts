import type { KeyboardEvent } from 'react';
import type { EditorCommands } from '../api/use-editor-commands.ts';
import type { DraftEditor } from '../api/use-draft.ts';
import type { EditorView } from '../api/use-editor-view.ts';
import { languageOf } from '../model/columns.ts';
import type { Column } from '../model/columns.ts';
import type { ConceptRow } from '../model/concept-tree.ts';

/** A label that is typed in its line. */
export interface InlineField {
  readonly language: string;
  readonly value: string;
  readonly onType: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onBlur: () => void;
}

interface Options {
  readonly editor: DraftEditor;
  readonly view: EditorView;
  readonly commands: EditorCommands;
  readonly columns: readonly Column[];
  /** Gives the keyboard back to the grid. */
  readonly focus: () => void;
}

/** Enter keeps a label (of a new concept: and begins the next one), Tab goes to the other language, Escape gives up. */
export function useInlineEdit({ editor, view, commands, columns, focus }: Options) {
  const { store } = editor;
  const end = () => {
    view.setInline(null);
    focus();
  };
  return ({ key, concept, isNew }: ConceptRow, language: string): InlineField => {
    const labels = () => store.getSnapshot().typing?.after.prefLabels ?? concept.prefLabels;
    const isEmpty = () => Object.values(labels()).every((label) => label.trim() === '');
    const keep = () => {
      const wasNew = isNew && !isEmpty();
      store.leave();
      end();
      if (wasNew) commands.find('add').run();
    };
    const giveUp = () => {
      store.revert();
      const above = view.rows[view.rows.findIndex((row) => row.key === key) - 1];
      if (isNew) view.move(above?.key ?? null);
      end();
    };
    const go = (step: 1 | -1) => {
      const languages = columns.flatMap((column) => languageOf(column) ?? []);
      const next = languages[languages.indexOf(language) + step];
      if (next === undefined) return false;
      view.setInline({ key, language: next });
      return true;
    };
    return {
      language,
      value: concept.prefLabels[language] ?? '',
      onType: (text) => store.type(key, { prefLabels: { ...labels(), [language]: text } }),
      onKeyDown: (event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        const acts: Readonly<Record<string, () => boolean | void>> = {
          Enter: isNew && isEmpty() ? giveUp : keep,
          Escape: giveUp,
          Tab: () => go(event.shiftKey ? -1 : 1),
        };
        const act = acts[event.key];
        if (act && act() !== false) event.preventDefault();
      },
      onBlur: () => {
        if (view.inline?.language !== language) return;
        store.leave();
        view.setInline(null);
      },
    };
  };
}
