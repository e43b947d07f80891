'use client';

import { useTranslations } from 'next-intl';
import type { StationFragment } from '../../../../generated/graphql.ts';
import { Confirm } from '../../../components/confirm.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { UserErrors } from '../../../lib/user-errors.ts';
import { useDeleteStation } from '../api/use-stations.ts';
import { Problem } from './problem.tsx';

interface Props {
  /** Null: closed. */
  readonly station: StationFragment | null;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** A station that holds something is not deleted; people are told what to do first. */
export function DeleteStation({ station, onClose, onDeleted }: Props) {
  const t = useTranslations('libraries.station');
  const errorText = useErrorText();
  const remove = useDeleteStation();
  const isInUse = remove.error instanceof UserErrors && remove.error.errors.some(({ code }) => code === 'IN_USE');
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <Confirm
      isOpen={station !== null}
      title={t('deleteTitle')}
      action={t('delete')}
      isBusy={remove.isPending}
      onClose={close}
      onConfirm={() => station && remove.mutate(station.id, { onSuccess: onDeleted })}
    >
      {t('deleteHint', { name: station?.name ?? '' })}
      {remove.error ? <Problem>{isInUse ? t('inUse') : errorText(remove.error)}</Problem> : null}
    </Confirm>
  );
}
