'use client';

import type { VocabularyContents } from '@actionary/inference/domain';
import dynamic from 'next/dynamic';
import type { EditorCommands, EditorDialog } from '../api/use-editor-commands.ts';
import type { DraftEditor } from '../api/use-draft.ts';
import type { EditorView } from '../api/use-editor-view.ts';
import { neighbourOf } from '../model/concept-tree.ts';
import type { LocalOperation } from '../model/draft-state.ts';

export interface DialogProps {
  /** Concepts that it is about, at least one. */
  readonly ids: readonly string[];
  readonly contents: VocabularyContents;
  readonly languages: readonly string[];
  /** @param cursor the concept to go on with; absent: the same one, null: none */
  readonly onAct: (operations: readonly LocalOperation[], cursor?: string | null) => void;
  readonly onClose: () => void;
}

interface Props {
  readonly dialog: EditorDialog | null;
  readonly editor: DraftEditor;
  readonly view: EditorView;
  readonly commands: EditorCommands;
  readonly languages: readonly string[];
  readonly publishedIds: ReadonlySet<string> | undefined;
  readonly onOpen: (dialog: EditorDialog | null) => void;
}

// Loaded when they are asked for.
const BroaderDialog = dynamic(async () => (await import('./bulk-dialogs.tsx')).BroaderDialog);
const CommandList = dynamic(async () => (await import('./command-list.tsx')).CommandList);
const ConflictsDialog = dynamic(async () => (await import('./conflicts-dialog.tsx')).ConflictsDialog);
const DeprecateDialog = dynamic(async () => (await import('./deprecate-dialog.tsx')).DeprecateDialog);
const FacetDialog = dynamic(async () => (await import('./bulk-dialogs.tsx')).FacetDialog);
const MergeDialog = dynamic(async () => (await import('./merge-dialog.tsx')).MergeDialog);
const PasteDialog = dynamic(async () => (await import('./paste-dialog.tsx')).PasteDialog);
const RemoveDialog = dynamic(async () => (await import('./remove-dialog.tsx')).RemoveDialog);
const SplitDialog = dynamic(async () => (await import('./split-dialog.tsx')).SplitDialog);

const ABOUT_CONCEPTS = {
  merge: MergeDialog,
  split: SplitDialog,
  deprecate: DeprecateDialog,
  broader: BroaderDialog,
  facet: FacetDialog,
} as const;

/** Whatever is asked about before it is done. */
export function EditorDialogs({ dialog, editor, view, commands, languages, publishedIds, onOpen }: Props) {
  if (!dialog) return null;
  const onClose = () => onOpen(null);
  const onAct: DialogProps['onAct'] = (operations, cursor) => {
    onClose();
    if (commands.act(operations) && cursor !== undefined) view.move(cursor);
  };
  const { kind, ids } = dialog;
  const { contents } = editor;
  const props = { ids, contents, languages, onAct, onClose };
  if (kind === 'commands') return <CommandList commands={commands.commands} onClose={onClose} />;
  if (kind === 'conflicts') return <ConflictsDialog editor={editor} languages={languages} onClose={onClose} />;
  if (kind === 'paste') return <PasteDialog contents={contents} onAct={onAct} onClose={onClose} />;
  if (!ids.every((id) => contents.has(id)) || ids.length === 0) return null;
  if (kind === 'remove') {
    const onDeprecate = () => onOpen({ kind: 'deprecate', ids });
    return (
      <RemoveDialog
        {...props}
        publishedIds={publishedIds ?? new Set(ids)}
        nextTo={(gone) => neighbourOf(view.rows, gone)}
        onDeprecate={onDeprecate}
      />
    );
  }
  const Dialog = ABOUT_CONCEPTS[kind];
  return <Dialog {...props} />;
}
