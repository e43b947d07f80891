'use client';

import { Button, Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconListSearch, IconPencilPlus } from '@tabler/icons-react';
import { useLocale, useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { useEncoderChoice } from '../../../components/use-encoder-choice.ts';
import { errorLines, useUserErrorWords } from '../../../lib/use-error-text.ts';
import { useMay } from '../../../lib/use-viewer.ts';
import { useVersionChecks } from '../api/use-checks.ts';
import { useColumns } from '../api/use-columns.ts';
import type { Contents } from '../api/use-contents.ts';
import { useDraftEditor } from '../api/use-draft.ts';
import { useEditorCommands } from '../api/use-editor-commands.ts';
import type { EditorCommands, EditorDialog } from '../api/use-editor-commands.ts';
import { useEditorView } from '../api/use-editor-view.ts';
import { usePublishedIds } from '../api/use-published-ids.ts';
import type { Version } from '../api/use-vocabulary.ts';
import type { DraftStore } from '../model/draft-store.ts';
import { languagesOf } from '../model/languages.ts';
import classes from './concept-editor.module.css';
import { ConceptGrid } from './concept-grid.tsx';
import type { EditorSlots } from './concept-panel.tsx';
import { DraftActions } from './draft-actions.tsx';
import { EditorDialogs } from './editor-dialogs.tsx';
import { EditorToolbar } from './editor-toolbar.tsx';
import { ReplayQuestion } from './replay-question.tsx';
import { SaveState } from './save-state.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useConceptColors } from './use-concept-colors.ts';
import { useCommandKeys } from './use-command-keys.ts';
import { useFocusBack } from './use-focus-back.ts';
import { useReplay } from './use-replay.tsx';
import { useUnsavedGuard } from './use-unsaved-guard.ts';
import { ViewSettings } from './view-settings.tsx';

const loadPanel = async () => (await import('./one-concept.tsx')).OneConcept;
const OneConcept = dynamic(loadPanel);
const ChangeDrawer = dynamic(async () => (await import('./change-list.tsx')).ChangeDrawer);

interface Props {
  readonly store: DraftStore;
  /** As they were read last. */
  readonly read: Contents;
  readonly vocabularyId: string;
  readonly version: Version;
  readonly previous: Version | undefined;
  readonly slots: EditorSlots;
  readonly onClosed: () => void;
}

/** Grid and panel over one version; a published one is only read, as is any by those who may not edit. */
export function ConceptEditor({ store, read, vocabularyId, version, previous, slots, onClosed }: Props) {
  const t = useTranslations('vocabularies');
  const locale = useLocale();
  const mayCurate = useMay('curate');
  const isReadOnly = version.status === 'published' || !mayCurate;
  const isWide = useMediaQuery('(min-width: 75em)', true);
  const editor = useDraftEditor(store, version);
  const { concepts, contents, revision } = editor;
  const view = useEditorView(concepts, (key) => store.keyOf(key));
  const publishedIds = usePublishedIds(previous?.id);
  const checks = useVersionChecks(version.id, revision);
  const encoderChoice = useEncoderChoice();
  const [dialog, setDialog] = useState<EditorDialog | null>(null);
  const [isChangesOpen, setIsChangesOpen] = useState(false);
  const [addedLanguages, setAddedLanguages] = useState<readonly string[]>([]);
  const languages = useMemo(
    () => languagesOf(contents.values(), locale, addedLanguages),
    [contents, locale, addedLanguages],
  );
  const colorOf = useConceptColors(read.conceptIds, contents);
  const columns = useColumns(languages);
  const replay = useReplay(version.id, editor, languages);
  const wordsOf = useUserErrorWords();
  const commands = useEditorCommands({
    editor,
    view,
    languages,
    publishedIds,
    isReadOnly,
    tellProblem: (problem) =>
      notifications.show({
        color: 'red',
        title: t('save.doesNotFit'),
        message: errorLines([wordsOf(problem)]),
        autoClose: 12_000,
      }),
    open: setDialog,
    openChanges: () => setIsChangesOpen(true),
    replay: (act) => void replay.run(act),
  });
  useUnsavedGuard(store, editor.isUnsaved || editor.conflicts.length > 0);
  const grid = useRef<HTMLDivElement>(null);
  const isAsking = dialog !== null || isChangesOpen || replay.question !== null;
  useCommandKeys(commands, isAsking);
  useFocusBack(isAsking, grid);
  const { shownKey, focusCount } = view;
  const one = useMemo(() => concepts.find(({ key }) => key === shownKey), [concepts, shownKey]);
  useLayoutEffect(() => {
    if (focusCount > 0) focusFirstField();
  }, [focusCount]);
  useEffect(() => {
    // The lines come first; the panel's fields are there by the time that a key is meant for them.
    void loadPanel();
  }, []);
  const panel = one ? (
    <OneConcept
      one={one}
      conceptId={read.conceptIds.get(one.key)}
      versionId={version.id}
      place={{ id: vocabularyId, number: version.number }}
      videos={read.videos}
      checks={checks}
      onAddLanguage={(language) => setAddedLanguages([...addedLanguages, language])}
      onClose={() => {
        view.close();
        grid.current?.focus({ preventScroll: true });
      }}
      {...{ editor, view, commands, languages, isReadOnly, encoderChoice, slots }}
    />
  ) : null;
  return (
    <div className={classes.editor}>
      <EditorToolbar
        view={view}
        commands={commands}
        contents={contents}
        isReadOnly={isReadOnly}
        saving={
          isReadOnly ? null : (
            <SaveState editor={editor} onConflicts={() => setDialog({ kind: 'conflicts', ids: [] })} />
          )
        }
        settings={<ViewSettings choice={columns} encoderChoice={encoderChoice} />}
      >
        {isReadOnly ? null : <DraftActions {...{ vocabularyId, editor, version, previous, checks, onClosed }} />}
      </EditorToolbar>
      {!isReadOnly && view.selection.keys.size > 1 ? <SelectionBar {...{ editor, view, commands, languages }} /> : null}
      <div className={classes.split} data-has-panel={isWide && panel !== null ? true : undefined}>
        {view.rows.length > 0 ? (
          <ConceptGrid
            columns={columns.chosen}
            scroller={grid}
            onPick={isWide ? view.move : view.edit}
            {...{ editor, view, commands, checks, publishedIds, colorOf, isReadOnly }}
          />
        ) : (
          <Nothing
            search={view.search}
            commands={isReadOnly ? null : commands}
            onShowAll={() => view.changeSearch('')}
          />
        )}
        {isWide ? panel : null}
      </div>
      {isWide ? null : (
        <Drawer.Root
          opened={panel !== null && view.isPanelOpen}
          onClose={view.closeDrawer}
          position="right"
          size="min(100%, 480px)"
          padding={0}
        >
          <Drawer.Overlay />
          <Drawer.Content aria-label={t('panel.label')}>
            <Drawer.Body className={classes.drawer}>{panel}</Drawer.Body>
          </Drawer.Content>
        </Drawer.Root>
      )}
      <EditorDialogs {...{ dialog, editor, view, commands, languages, publishedIds }} onOpen={setDialog} />
      <ReplayQuestion {...{ replay, editor, languages }} />
      {isChangesOpen ? (
        <ChangeDrawer
          versionId={version.id}
          onClose={() => setIsChangesOpen(false)}
          {...{ editor, languages, replay }}
        />
      ) : null}
    </div>
  );
}

interface NothingProps {
  readonly search: string;
  /** Null: nothing can be changed. */
  readonly commands: EditorCommands | null;
  readonly onShowAll: () => void;
}

function Nothing({ search, commands, onShowAll }: NothingProps) {
  const t = useTranslations('vocabularies');
  if (search !== '')
    return (
      <EmptyState icon={IconListSearch} title={t('nothing.notFound')} hint={t('nothing.notFoundHint')}>
        <Button variant="default" onClick={onShowAll}>
          {t('nothing.showAll')}
        </Button>
      </EmptyState>
    );
  if (!commands) return <EmptyState icon={IconPencilPlus} title={t('nothing.empty')} />;
  const paste = commands.find('paste');
  return (
    <EmptyState icon={IconPencilPlus} title={t('nothing.empty')} hint={t('nothing.emptyHint')}>
      <Button variant="default" onClick={paste.run}>
        {paste.label}
      </Button>
    </EmptyState>
  );
}

function focusFirstField(): void {
  const fields = '#concept-panel [role="tabpanel"] :is(input, textarea):not([type="hidden"])';
  document.querySelector<HTMLElement>(fields)?.focus();
}
