'use client';

import { Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconHistory,
  IconKey,
  IconList,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { RowMenu } from '../../../components/row-menu.tsx';
import { useTellProblem } from '../../../lib/use-tell-problem.ts';
import { useSetInAddress } from '../../../lib/url-state.ts';
import { useUpdateEndpoint } from '../api/use-endpoints.ts';
import type { Endpoint } from '../api/use-endpoints.ts';

/** What people are asked about before it is done. */
export type EndpointAct = 'ping' | 'edit' | 'replay' | 'rotate' | 'disable' | 'delete';

interface Props {
  readonly endpoint: Endpoint;
  readonly onAct: (act: EndpointAct) => void;
}

export function EndpointMenu({ endpoint: { id, url, disabledReason }, onAct }: Props) {
  const t = useTranslations('webhooks');
  const onError = useTellProblem();
  const setInAddress = useSetInAddress();
  const update = useUpdateEndpoint();
  const enable = () =>
    update.mutate(
      { id, isEnabled: true },
      {
        onSuccess: () => notifications.show({ message: t('enabled') }),
        onError,
      },
    );
  return (
    <RowMenu label={t('menu', { url })}>
      <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onAct('edit')}>
        {t('edit')}
      </Menu.Item>
      <Menu.Item leftSection={<IconList size={16} aria-hidden />} onClick={() => setInAddress('endpoint', id)}>
        {t('showLog')}
      </Menu.Item>
      <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={() => onAct('replay')}>
        {t('replayOpen')}
      </Menu.Item>
      <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={() => onAct('rotate')}>
        {t('rotateOpen')}
      </Menu.Item>
      {disabledReason ? (
        <Menu.Item leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={enable}>
          {t('enable')}
        </Menu.Item>
      ) : (
        <Menu.Item leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={() => onAct('disable')}>
          {t('disableOpen')}
        </Menu.Item>
      )}
      <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => onAct('delete')}>
        {t('deleteOpen')}
      </Menu.Item>
    </RowMenu>
  );
}
