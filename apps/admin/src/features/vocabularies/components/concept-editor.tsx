'use client';

import { useMediaQuery } from '@mantine/hooks';
import dynamic from 'next/dynamic';
import { useEffect, useRef } from 'react';
import { useEncoderChoice } from '../../../components/use-encoder-choice.ts';
import { useColumns } from '../api/use-columns.ts';
import type { Contents } from '../api/use-contents.ts';
import type { Version } from '../api/use-vocabulary.ts';
import type { DraftStore } from '../model/draft-store.ts';
import classes from './concept-editor.module.css';
import { ConceptGrid } from './concept-grid.tsx';
import type { EditorSlots } from './concept-panel.tsx';
import { DraftActions } from './draft-actions.tsx';
import { EditorQuestions } from './editor-questions.tsx';
import { EditorToolbar } from './editor-toolbar.tsx';
import { NothingShown } from './nothing-shown.tsx';
import { PanelFrame } from './panel-frame.tsx';
import { SaveState } from './save-state.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useConceptColors } from './use-concept-colors.ts';
import { useConceptEditor } from './use-concept-editor.ts';
import { useFocusBack } from './use-focus-back.ts';
import { usePanelConcept } from './use-panel-concept.ts';
import { ViewSettings } from './view-settings.tsx';

const loadPanel = async () => (await import('./one-concept.tsx')).OneConcept;
const OneConcept = dynamic(loadPanel);

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
  const isWide = useMediaQuery('(min-width: 75em)', true);
  const parts = useConceptEditor({ store, version, previous });
  const { editor, view, commands, checks, languages, publishedIds, isReadOnly, questions } = parts;
  const encoderChoice = useEncoderChoice();
  const colorOf = useConceptColors(read.conceptIds, editor.contents);
  const columns = useColumns(languages);
  const grid = useRef<HTMLDivElement>(null);
  useFocusBack(parts.isAsking, grid);
  const one = usePanelConcept(editor, view);
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
      onAddLanguage={parts.addLanguage}
      onClose={() => {
        view.close();
        grid.current?.focus({ preventScroll: true });
      }}
      {...{ editor, view, commands, checks, languages, isReadOnly, encoderChoice, slots }}
    />
  ) : null;
  const saving = <SaveState editor={editor} onConflicts={() => questions.setDialog({ kind: 'conflicts', ids: [] })} />;
  return (
    <div className={classes.editor}>
      <EditorToolbar
        {...{ view, commands, contents: editor.contents, isReadOnly }}
        saving={isReadOnly ? null : saving}
        settings={<ViewSettings choice={columns} encoderChoice={encoderChoice} />}
      >
        {isReadOnly ? null : <DraftActions {...{ vocabularyId, editor, version, previous, checks, onClosed }} />}
      </EditorToolbar>
      {!isReadOnly && view.selection.keys.size > 1 ? <SelectionBar {...{ editor, view, commands, languages }} /> : null}
      <PanelFrame view={view} isWide={isWide} panel={panel}>
        {view.rows.length > 0 ? (
          <ConceptGrid
            columns={columns.chosen}
            scroller={grid}
            onPick={isWide ? view.move : view.edit}
            {...{ editor, view, commands, checks, publishedIds, colorOf, isReadOnly }}
          />
        ) : (
          <NothingShown
            search={view.search}
            commands={isReadOnly ? null : commands}
            onShowAll={() => view.changeSearch('')}
          />
        )}
      </PanelFrame>
      <EditorQuestions parts={parts} versionId={version.id} />
    </div>
  );
}
