'use client';

import { useTranslations } from 'next-intl';
import type { CheckEncoder } from '../api/use-check-encoder.ts';
import { useConceptCheck } from '../api/use-checks.ts';
import type { VersionChecks } from '../api/use-checks.ts';
import type { EditorCommands } from '../api/use-editor-commands.ts';
import type { DraftEditor } from '../api/use-draft.ts';
import type { EditorView } from '../api/use-editor-view.ts';
import type { Check } from '../model/checks.ts';
import { problemsOf } from '../model/typing.ts';
import { ConceptPanel } from './concept-panel.tsx';
import type { TabProps } from './concept-panel.tsx';

interface Props extends Pick<
  TabProps,
  'one' | 'conceptId' | 'versionId' | 'videos' | 'languages' | 'isReadOnly' | 'EncoderPanel' | 'onAddLanguage'
> {
  readonly editor: DraftEditor;
  readonly view: EditorView;
  readonly commands: EditorCommands;
  readonly checks: VersionChecks;
  readonly checkEncoder: CheckEncoder;
  readonly onClose: () => void;
}

const NO_CHECKS: readonly Check[] = [];

/** The panel of one concept, with what it changes. */
export function OneConcept({ editor, view, checks, onClose, ...props }: Props) {
  const t = useTranslations('vocabularies.problem');
  const { one, versionId, videos, checkEncoder, isReadOnly } = props;
  const { store, contents, typing, revision } = editor;
  const typedChecks = useConceptCheck(versionId, isReadOnly ? undefined : one.concept, videos, checkEncoder);
  const isTyping = typing?.key === one.key;
  const found = isTyping && (!one.isNew || view.inline === null) ? problemsOf(typing, contents) : {};
  // A new concept has no label until it is given one: that is no mistake yet.
  const told = Object.entries(found).filter(([, problem]) => problem !== 'noLabel' || !one.isNew);
  return (
    <ConceptPanel
      {...props}
      contents={contents}
      revision={revision}
      problems={Object.fromEntries(told.map(([field, problem]) => [field, t(problem)]))}
      checks={typedChecks ?? checks.byConcept.get(one.key) ?? NO_CHECKS}
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
