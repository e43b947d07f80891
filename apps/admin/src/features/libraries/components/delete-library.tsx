'use client';

import { Checkbox } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { LibraryFragment } from '../../../../generated/graphql.ts';
import { Confirm } from '../../../components/confirm.tsx';
import { useProblemText } from '../../../lib/problem-text.ts';
import { useDeleteLibrary } from '../api/use-libraries.ts';
import { Problem } from './problem.tsx';

interface Props {
  /** Null: closed. */
  readonly library: LibraryFragment | null;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** Says what goes with a library and what stays; files go only where that is asked for. */
export function DeleteLibrary({ library, onClose, onDeleted }: Props) {
  const t = useTranslations('libraries.deleteLibrary');
  const problems = useProblemText();
  const remove = useDeleteLibrary();
  const [deleteFiles, setDeleteFiles] = useState(false);
  const problem = problems.besides(remove.error, []);
  return (
    <Confirm
      isOpen={library !== null}
      title={t('title', { name: library?.name ?? '' })}
      action={t('action')}
      isBusy={remove.isPending}
      onClose={onClose}
      onConfirm={() => library && remove.mutate({ id: library.id, deleteFiles }, { onSuccess: onDeleted })}
    >
      {t('hint', { count: library?.videoCount ?? 0 })}{' '}
      {deleteFiles ? null : t('filesStay', { place: library?.bucket ?? library?.folder ?? '' })}
      {library?.isOwnFolder ? (
        <Checkbox
          mt="sm"
          label={t('files')}
          description={t('filesHint')}
          checked={deleteFiles}
          onChange={({ currentTarget }) => setDeleteFiles(currentTarget.checked)}
        />
      ) : null}
      {problem ? <Problem>{problem}</Problem> : null}
    </Confirm>
  );
}
