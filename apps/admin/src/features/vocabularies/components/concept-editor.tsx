'use client';

import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconListSearch, IconPencilPlus } from '@tabler/icons-react';
import { useLocale, useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useState } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { LeaveGuard } from '../../../components/leave-guard.tsx';
import type { DraftEditor } from '../api/use-draft-editor.ts';
import { useEditorView } from '../api/use-editor-view.ts';
import { useSaveDraft } from '../api/use-save-draft.ts';
import type { Version } from '../api/use-vocabulary.ts';
import { narrowerIds } from '../model/concept-tree.ts';
import { languagesOf } from '../model/languages.ts';
import classes from './concept-editor.module.css';
import { ConceptGrid } from './concept-grid.tsx';
import { ConceptPanel } from './concept-panel.tsx';
import { DraftActions } from './draft-actions.tsx';
import { EditorToolbar } from './editor-toolbar.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

interface Props {
  readonly editor: DraftEditor;
  readonly version: Version;
  readonly previous: Version | undefined;
  readonly onClosed: () => void;
}

const JAPANESE_FIRST = ['ja', 'en'] as const;
const ENGLISH_FIRST = ['en', 'ja'] as const;

type Dialog = 'paste' | 'remove' | null;

/** Grid and panel over one version; a published one is only read. */
export function ConceptEditor({ editor, version, previous, onClosed }: Props) {
  const t = useTranslations('vocabularies');
  const locale = useLocale();
  const isReadOnly = version.status === 'published';
  const isWide = useMediaQuery('(min-width: 75em)', true);
  const view = useEditorView(editor.concepts);
  const saving = useSaveDraft(editor, view);
  const [dialog, setDialog] = useState<Dialog>(null);
  const [addedLanguages, setAddedLanguages] = useState<readonly string[]>([]);
  const languages = useMemo(
    () => languagesOf(editor.saved, locale, addedLanguages),
    [editor.saved, locale, addedLanguages],
  );
  // The cursor moves at once, the fields follow when there is time.
  const shownKey = useDeferredValue(view.cursor);
  const one = useMemo(() => editor.concepts.find(({ key }) => key === shownKey), [editor.concepts, shownKey]);
  const add = () => {
    const [key] = editor.add([{ broaderId: one?.concept.broaderId ?? null }]);
    view.edit(key!);
  };
  const remove = () => {
    if (!one) return;
    if (
      one.state === 'new' &&
      narrowerIds(
        editor.concepts.map(({ concept }) => concept),
        one.concept.externalId,
      ).length === 0
    ) {
      editor.drop([one.key]);
      view.close();
    } else setDialog('remove');
  };
  const panel = one ? (
    <ConceptPanel
      one={one}
      concepts={editor.concepts}
      languages={languages}
      isReadOnly={isReadOnly}
      problems={saving.problems.get(one.key) ?? {}}
      conflicts={editor.edits.get(one.key)?.conflicts ?? []}
      onChange={(change) => editor.change(one.key, change)}
      onAddLanguage={(language) => setAddedLanguages([...addedLanguages, language])}
      onRevert={() => {
        editor.drop([one.key]);
        if (one.state === 'new') view.close();
      }}
      onRemove={remove}
      onClose={view.close}
    />
  ) : null;

  return (
    <>
      <EditorToolbar
        view={view}
        saving={saving}
        shownCount={view.rows.length}
        conceptCount={editor.concepts.length}
        editCount={editor.edits.size}
        isReadOnly={isReadOnly}
        onAdd={add}
        onPaste={() => setDialog('paste')}
        onRevertAll={() => editor.drop([...editor.edits.keys()])}
      >
        {isReadOnly ? null : <DraftActions editor={editor} version={version} previous={previous} onClosed={onClosed} />}
      </EditorToolbar>
      <div className={classes.split} data-has-panel={isWide && panel !== null ? true : undefined}>
        {view.rows.length > 0 ? (
          <ConceptGrid
            rows={view.rows}
            languages={locale === 'ja' ? JAPANESE_FIRST : ENGLISH_FIRST}
            cursor={view.cursor}
            wrong={saving.wrong}
            onCursor={view.move}
            onPick={isWide ? view.move : view.edit}
            onEdit={view.edit}
            onToggle={view.toggle}
            onAdd={isReadOnly ? undefined : add}
            onRemove={isReadOnly ? undefined : remove}
          />
        ) : (
          <Nothing isSearching={view.search !== ''} isReadOnly={isReadOnly} />
        )}
        {isWide ? panel : null}
      </div>
      {isWide ? null : (
        <Drawer
          opened={panel !== null && view.isPanelOpen}
          onClose={view.closeDrawer}
          position="right"
          size="min(100%, 480px)"
          withCloseButton={false}
          padding={0}
          classNames={{ body: classes.drawer }}
          aria-label={t('panel.label')}
        >
          {panel}
        </Drawer>
      )}
      <PasteDialog
        isOpen={dialog === 'paste'}
        concepts={editor.concepts}
        onAdd={(pasted) => {
          const [key] = editor.add(pasted);
          setDialog(null);
          if (key !== undefined) view.move(key);
        }}
        onClose={() => setDialog(null)}
      />
      {one ? (
        <RemoveDialog
          isOpen={dialog === 'remove'}
          one={one}
          concepts={editor.concepts}
          languages={languages}
          isBusy={editor.save.isPending}
          onRemove={async (gone) => {
            editor.drop(gone.filter(({ state }) => state === 'new').map(({ key }) => key));
            await saving.remove(gone.filter(({ state }) => state !== 'new').map(({ key }) => key));
            setDialog(null);
          }}
          onClose={() => setDialog(null)}
        />
      ) : null}
      <LeaveGuard isActive={editor.edits.size > 0} />
    </>
  );
}

function Nothing({ isSearching, isReadOnly }: { readonly isSearching: boolean; readonly isReadOnly: boolean }) {
  const t = useTranslations('vocabularies.nothing');
  if (isSearching) return <EmptyState icon={IconListSearch} title={t('notFound')} hint={t('notFoundHint')} />;
  const hint = isReadOnly ? undefined : t('emptyHint');
  return <EmptyState icon={IconPencilPlus} title={t('empty')} hint={hint} />;
}
