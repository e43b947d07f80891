'use client';

import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useReducer } from 'react';
import { ChangeVocabularyDraftDocument } from '../../../../generated/graphql.ts';
import { request } from '../../../lib/graphql.ts';
import { accepted, UserErrors } from '../../../lib/user-errors.ts';
import { cleanConcept, toInput } from '../model/concept.ts';
import type { Concept } from '../model/concept.ts';
import { NO_EDITS, reduceEdits, newKey, withEdits } from '../model/concept-edits.ts';
import type { Edits } from '../model/concept-edits.ts';
import { useContents } from './use-contents.ts';
import { useReloadVocabularies } from './use-vocabulary-mutations.ts';

interface Changes {
  /** To be saved. */
  readonly sent: Edits;
  /** External ids to be left out. */
  readonly remove: readonly string[];
}

const NOTHING: readonly Concept[] = [];

/** What was typed and not saved, by version: it is there again when people come back with the browser's own buttons. */
const kept = new Map<string, Edits>();
let newCount = 0;

/** A version's concepts, what is typed over them, and the ways to save it. Nothing typed is lost when a save fails. */
export function useDraftEditor(versionId: string) {
  const { query, progress, store } = useContents(versionId);
  const reloadVocabularies = useReloadVocabularies();
  const [edits, dispatch] = useReducer(reduceEdits, kept.get(versionId) ?? NO_EDITS);
  const saved = query.data?.concepts ?? NOTHING;
  useEffect(() => {
    kept.set(versionId, edits);
  }, [versionId, edits]);
  useEffect(() => {
    if (query.data) dispatch({ type: 'rebase', saved: query.data.concepts });
  }, [query.data]);

  const save = useMutation({
    mutationFn: async ({ sent, remove }: Changes) => {
      const operations = [
        ...cleaned(sent).map((concept) => ({ put: toInput(concept) })),
        ...remove.map((externalId) => ({ remove: externalId })),
      ];
      const input = { versionId, expectedRevision: query.data?.revision ?? 0, operations, asOne: true };
      return accepted((await request(ChangeVocabularyDraftDocument, { input })).changeVocabularyDraft).version;
    },
    onSuccess: (version, { sent, remove }) => {
      dispatch({ type: 'settle', sent });
      dispatch({ type: 'drop', keys: remove });
      if (version) store({ revision: version.revision, concepts: applied(saved, cleaned(sent), remove) });
      void reloadVocabularies();
    },
    onError: async (error) => {
      if (error instanceof UserErrors && error.errors.some(({ code }) => code === 'STALE')) await query.refetch();
    },
  });

  const change = useCallback(
    (key: string, changes: Partial<Concept>) => dispatch({ type: 'change', saved, key, change: changes }),
    [saved],
  );
  /** @returns keys of the new concepts */
  const add = useCallback(
    (concepts: readonly Partial<Concept>[]) => {
      const added = concepts.map((concept) => ({ ...concept, key: newKey((newCount += 1)) }));
      dispatch({ type: 'add', saved, added });
      return added.map(({ key }) => key);
    },
    [saved],
  );
  const drop = useCallback((keys: Iterable<string>) => dispatch({ type: 'drop', keys }), []);
  const concepts = useMemo(() => withEdits(saved, edits), [saved, edits]);
  return { query, progress, saved, concepts, edits, change, add, drop, save };
}

export type DraftEditor = ReturnType<typeof useDraftEditor>;

function cleaned(edits: Edits): Concept[] {
  return [...edits.values()].map(({ concept }) => cleanConcept(concept));
}

function applied(saved: readonly Concept[], put: readonly Concept[], remove: readonly string[]): Concept[] {
  const byId = new Map(saved.map((concept) => [concept.externalId, concept]));
  for (const concept of put) byId.set(concept.externalId, concept);
  for (const id of remove) byId.delete(id);
  return [...byId.values()];
}
