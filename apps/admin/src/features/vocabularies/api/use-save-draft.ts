'use client';

import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { UserErrors } from '../../../lib/user-errors.ts';
import { NO_EDITS } from '../model/concept-edits.ts';
import { findProblems, problemsOf } from '../model/concept-problems.ts';
import type { DraftEditor } from './use-draft-editor.ts';
import type { EditorView } from './use-editor-view.ts';

/** Saves what is typed, and says at which concept and field something is wrong. */
export function useSaveDraft({ edits, concepts, save }: DraftEditor, view: EditorView) {
  const t = useTranslations('vocabularies');
  const errorText = useErrorText();
  const found = useMemo(() => {
    const words = { noLabel: t('problem.noLabel'), noId: t('problem.noId'), takenId: t('problem.takenId') };
    return findProblems(edits, concepts, words);
  }, [edits, concepts, t]);
  const { error } = save;
  const refused = useMemo(
    () => (error instanceof UserErrors && edits.size > 0 ? problemsOf(error.errors, concepts) : null),
    // Of the attempt: positions of other concepts do not matter.
    [error, concepts, edits],
  );
  const problems = useMemo(() => new Map([...(refused ?? []), ...found]), [found, refused]);
  const wrong = useMemo(() => new Set(problems.keys()), [problems]);

  const tellFailure = (failure: Error) => {
    const isStale = failure instanceof UserErrors && failure.errors.some(({ code }) => code === 'STALE');
    if (isStale) {
      notifications.show({ color: 'yellow', title: t('stale.title'), message: t('stale.hint'), autoClose: 12_000 });
      return;
    }
    notifications.show({ color: 'red', title: t('save.failed'), message: errorText(failure), autoClose: 12_000 });
    if (!(failure instanceof UserErrors)) return;
    const [key] = problemsOf(failure.errors, concepts).keys();
    if (key !== undefined) view.move(key);
  };
  const saveEdits = () => {
    const [key] = found.keys();
    if (key !== undefined) {
      view.edit(key);
      notifications.show({
        color: 'red',
        title: t('save.failed'),
        message: t('save.checkFirst', { count: found.size }),
      });
      return;
    }
    const sent = edits;
    const current = sent.get(view.cursor ?? '');
    save.mutate(
      { sent, remove: [] },
      {
        onSuccess: () => {
          notifications.show({ message: t('save.done', { count: sent.size }) });
          if (current) view.move(current.concept.externalId.trim());
        },
        onError: tellFailure,
      },
    );
  };
  const remove = (externalIds: readonly string[]) =>
    save.mutateAsync({ sent: NO_EDITS, remove: externalIds }).then(() => {
      notifications.show({ message: t('remove.done', { count: externalIds.length }) });
      view.close();
    }, tellFailure);
  return { problems, wrong, isBusy: save.isPending, saveEdits, remove };
}

export type Saving = ReturnType<typeof useSaveDraft>;
