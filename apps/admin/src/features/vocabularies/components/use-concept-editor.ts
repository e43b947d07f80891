'use client';

import { notifications } from '@mantine/notifications';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { errorLines, useUserErrorWords } from '../../../lib/use-error-text.ts';
import { useMay } from '../../../lib/use-viewer.ts';
import { useVersionChecks } from '../api/use-checks.ts';
import { useDraftEditor } from '../api/use-draft.ts';
import { useEditorCommands } from '../api/use-editor-commands.ts';
import type { EditorDialog } from '../api/use-editor-commands.ts';
import { useEditorView } from '../api/use-editor-view.ts';
import { usePublishedIds } from '../api/use-published-ids.ts';
import type { Version } from '../api/use-vocabulary.ts';
import type { DraftStore } from '../model/draft-store.ts';
import { languagesOf } from '../model/languages.ts';
import { useCommandKeys } from './use-command-keys.ts';
import { useReplay } from './use-replay.tsx';
import { useUnsavedGuard } from './use-unsaved-guard.ts';

interface Options {
  readonly store: DraftStore;
  readonly version: Version;
  readonly previous: Version | undefined;
}

/** What an editor of a version works with: its concepts, what is seen of them, what can be done, and what is asked about. */
export function useConceptEditor({ store, version, previous }: Options) {
  const t = useTranslations('vocabularies.save');
  const locale = useLocale();
  const wordsOf = useUserErrorWords();
  const mayCurate = useMay('curate');
  const isReadOnly = version.status === 'published' || !mayCurate;
  const editor = useDraftEditor(store, version);
  const { contents, revision } = editor;
  const view = useEditorView(editor.concepts, (key) => store.keyOf(key));
  const publishedIds = usePublishedIds(previous?.id);
  const checks = useVersionChecks(version.id, revision);
  const [dialog, setDialog] = useState<EditorDialog | null>(null);
  const [isChangesOpen, setIsChangesOpen] = useState(false);
  const [added, setAdded] = useState<readonly string[]>([]);
  const languages = useMemo(() => languagesOf(contents.values(), locale, added), [contents, locale, added]);
  const replay = useReplay(version.id, editor, languages);
  const commands = useEditorCommands({
    editor,
    view,
    languages,
    publishedIds,
    isReadOnly,
    tellProblem: (problem) =>
      notifications.show({
        color: 'red',
        title: t('doesNotFit'),
        message: errorLines([wordsOf(problem)]),
        autoClose: 12_000,
      }),
    open: setDialog,
    openChanges: () => setIsChangesOpen(true),
    replay: (act) => void replay.run(act),
  });
  useUnsavedGuard(store, editor.isUnsaved || editor.conflicts.length > 0);
  const isAsking = dialog !== null || isChangesOpen || replay.question !== null;
  useCommandKeys(commands, isAsking);
  return {
    editor,
    view,
    commands,
    checks,
    languages,
    publishedIds,
    isReadOnly,
    isAsking,
    addLanguage: (language: string) => setAdded([...added, language]),
    questions: { dialog, setDialog, isChangesOpen, setIsChangesOpen, replay },
  };
}

export type ConceptEditorParts = ReturnType<typeof useConceptEditor>;
