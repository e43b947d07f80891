'use client';

import dynamic from 'next/dynamic';
import { EditorDialogs } from './editor-dialogs.tsx';
import { ReplayQuestion } from './replay-question.tsx';
import type { ConceptEditorParts } from './use-concept-editor.ts';

const ChangeDrawer = dynamic(async () => (await import('./change-list.tsx')).ChangeDrawer);

interface Props {
  readonly parts: ConceptEditorParts;
  readonly versionId: string;
}

/** What is open over an editor: questions before something is done, and the list of what has been. */
export function EditorQuestions({ parts, versionId }: Props) {
  const { editor, view, commands, languages, publishedIds, questions } = parts;
  const { dialog, setDialog, isChangesOpen, setIsChangesOpen, replay } = questions;
  return (
    <>
      <EditorDialogs {...{ dialog, editor, view, commands, languages, publishedIds }} onOpen={setDialog} />
      <ReplayQuestion {...{ replay, editor, languages }} />
      {isChangesOpen ? (
        <ChangeDrawer {...{ versionId, editor, languages, replay }} onClose={() => setIsChangesOpen(false)} />
      ) : null}
    </>
  );
}
