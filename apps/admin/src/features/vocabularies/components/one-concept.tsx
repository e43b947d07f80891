'use client';

import { useTranslations } from 'next-intl';
import { editorAddress } from '../../../lib/editor-address.ts';
import type { EncoderChoice } from '../../../components/use-encoder-choice.ts';
import { useConceptCheck } from '../api/use-checks.ts';
import type { NearConcept, VersionChecks } from '../api/use-checks.ts';
import type { EditorCommands } from '../api/use-editor-commands.ts';
import type { DraftEditor } from '../api/use-draft.ts';
import type { EditorView } from '../api/use-editor-view.ts';
import type { Check } from '../model/checks.ts';
import { problemsOf } from '../model/typing.ts';
import { ConceptPanel } from './concept-panel.tsx';
import type { TabProps } from './concept-panel.tsx';

interface Props extends Pick<
  TabProps,
  'one' | 'conceptId' | 'versionId' | 'videos' | 'languages' | 'isReadOnly' | 'slots' | 'onAddLanguage'
> {
  readonly editor: DraftEditor;
  readonly view: EditorView;
  readonly commands: EditorCommands;
  readonly checks: VersionChecks;
  /** Vocabulary and number of the version. */
  readonly place: { readonly id: string; readonly number: number };
  readonly encoderChoice: EncoderChoice;
  readonly onClose: () => void;
}

const NO_CHECKS: readonly Check[] = [];
const NONE_NEAR: readonly NearConcept[] = [];

/** The panel of one concept, with what it changes. */
export function OneConcept({ editor, view, checks, place, onClose, ...props }: Props) {
  const t = useTranslations('vocabularies.problem');
  const { id: vocabularyId, number } = place;
  const { one, versionId, encoderChoice, isReadOnly } = props;
  const { store, contents, typing, revision } = editor;
  const typed = useConceptCheck(versionId, isReadOnly ? undefined : one.concept, encoderChoice);
  const isTyping = typing?.key === one.key;
  const found = isTyping && (!one.isNew || view.inline === null) ? problemsOf(typing, contents) : {};
  // A new concept has no label until it is given one: that is no mistake yet.
  const told = Object.entries(found).filter(([, problem]) => problem !== 'noLabel' || !one.isNew);
  return (
    <ConceptPanel
      {...props}
      contents={contents}
      addressOf={(externalId) => editorAddress(vocabularyId, number, externalId)}
      revision={revision}
      selectedCount={view.selection.keys.size}
      problems={Object.fromEntries(told.map(([field, problem]) => [field, t(problem)]))}
      checks={typed?.checks ?? checks.byConcept.get(one.key) ?? NO_CHECKS}
      nearest={typed?.nearest ?? NONE_NEAR}
      onChange={(change) => store.type(one.key, change)}
      onSet={(change) => {
        store.type(one.key, change);
        if (!one.isNew) store.commit();
      }}
      onCommit={() => store.commit()}
      onLeave={() => store.leave()}
      onClose={() => {
        store.leave();
        onClose();
      }}
    />
  );
}
