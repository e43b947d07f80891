'use client';

import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { Permitted } from '../../../components/permitted.tsx';
import type { useControl } from '../api/control.ts';
import { isActive } from '../api/progress.ts';
import type { PageRecognition } from '../api/progress.ts';
import { CancelButton } from './cancel-button.tsx';

interface Props {
  readonly recognition: PageRecognition;
  readonly control: ReturnType<typeof useControl>;
}

/** Pause or go on, try again what has failed, and stop: what is possible now. */
export function ControlButtons({ recognition, control }: Props) {
  const t = useTranslations('recognitions.control');
  const { pausedAt, failedCount, cancelledCount } = recognition;
  const lostCount = failedCount + cancelledCount;
  return (
    <>
      {isActive(recognition) ? (
        <>
          <Permitted permission="operate">
            <Button
              variant={pausedAt ? 'filled' : 'default'}
              leftSection={
                pausedAt ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />
              }
              loading={control.isPending}
              onClick={() => control.mutate(pausedAt ? 'resume' : 'pause')}
            >
              {t(pausedAt ? 'resume' : 'pause')}
            </Button>
          </Permitted>
          <CancelButton recognition={recognition} />
        </>
      ) : null}
      {lostCount > 0 ? (
        <Permitted permission="operate">
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={control.isPending}
            onClick={() => control.mutate('retry')}
          >
            {t(failedCount > 0 ? 'retryFailed' : 'retryCancelled', { count: lostCount })}
          </Button>
        </Permitted>
      ) : null}
    </>
  );
}
