'use client';

import { Modal } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Confirm } from '../../../components/confirm.tsx';
import { useTellProblem } from '../../../lib/use-tell-problem.ts';
import { useRotateSecret } from '../api/use-endpoints.ts';
import type { Endpoint } from '../api/use-endpoints.ts';
import { Secret } from './secret.tsx';

interface Props {
  readonly endpoint: Endpoint;
  readonly onClose: () => void;
}

/** Gives an endpoint another secret, when people have read what that means. */
export function RotateDialog({ endpoint: { id, url }, onClose }: Props) {
  const t = useTranslations('webhooks.secret');
  const onError = useTellProblem();
  const rotate = useRotateSecret();
  if (rotate.data)
    return (
      <Modal opened onClose={onClose} title={t('title')} centered size="lg" closeOnClickOutside={false}>
        <Secret secret={rotate.data} onClose={onClose} />
      </Modal>
    );
  return (
    <Confirm
      isOpen
      title={t('rotateTitle', { url })}
      action={t('rotateNow')}
      isBusy={rotate.isPending}
      isHarmless
      onClose={onClose}
      onConfirm={() => rotate.mutate(id, { onError })}
    >
      {t('rotateHint')}
    </Confirm>
  );
}
