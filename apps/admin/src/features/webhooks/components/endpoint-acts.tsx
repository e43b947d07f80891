'use client';

import { useTranslations } from 'next-intl';
import { Confirm } from '../../../components/confirm.tsx';
import { useTellProblem } from '../../../lib/use-tell-problem.ts';
import { useDeleteEndpoint, useUpdateEndpoint } from '../api/use-endpoints.ts';
import type { Endpoint } from '../api/use-endpoints.ts';
import { EndpointDialog } from './endpoint-dialog.tsx';
import type { EndpointAct } from './endpoint-menu.tsx';
import { PingDialog } from './ping-dialog.tsx';
import { ReplayDialog } from './replay-dialog.tsx';
import { RotateDialog } from './rotate-dialog.tsx';

interface Props {
  readonly endpoint: Endpoint;
  readonly onClose: () => void;
}

/** The dialog of what is done with an endpoint. */
export function EndpointActs({
  act,
  changeTypes,
  ...props
}: Props & { readonly act: EndpointAct; readonly changeTypes: readonly string[] }) {
  if (act === 'ping') return <PingDialog {...props} />;
  if (act === 'edit') return <EndpointDialog {...props} changeTypes={changeTypes} />;
  if (act === 'replay') return <ReplayDialog {...props} />;
  if (act === 'rotate') return <RotateDialog {...props} />;
  return act === 'disable' ? <Disable {...props} /> : <Delete {...props} />;
}

function Disable({ endpoint: { id, url }, onClose }: Props) {
  const t = useTranslations('webhooks');
  const onError = useTellProblem();
  const update = useUpdateEndpoint();
  return (
    <Confirm
      isOpen
      title={t('disableTitle', { url })}
      action={t('disableNow')}
      isBusy={update.isPending}
      onClose={onClose}
      onConfirm={() => update.mutate({ id, isEnabled: false }, { onError, onSettled: onClose })}
    >
      {t('disableHint')}
    </Confirm>
  );
}

function Delete({ endpoint: { id, url }, onClose }: Props) {
  const t = useTranslations('webhooks');
  const onError = useTellProblem();
  const remove = useDeleteEndpoint();
  return (
    <Confirm
      isOpen
      title={t('deleteTitle', { url })}
      action={t('deleteNow')}
      isBusy={remove.isPending}
      onClose={onClose}
      onConfirm={() => remove.mutate(id, { onError, onSettled: onClose })}
    >
      {t('deleteHint')}
    </Confirm>
  );
}
