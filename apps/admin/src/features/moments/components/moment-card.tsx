'use client';

import { Button, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Permitted } from '../../../components/permitted.tsx';
import { SpanThumbnail } from '../../../components/span-thumbnail.tsx';
import { formatLength } from '../../../lib/format.ts';
import type { Moment } from '../api/use-moments.ts';
import classes from './moments.module.css';

interface Props {
  readonly moment: Moment;
  /** Absent: there is nowhere to save it. */
  readonly onSave?: ((moment: Moment) => void) | undefined;
}

export function MomentCard({ moment, onSave }: Props) {
  const t = useTranslations('moments');
  const { video, startMs, endMs, similarity, pictureUrl } = moment;
  return (
    <li className={classes.moment}>
      <SpanThumbnail video={video} startMs={startMs} endMs={endMs} pictureUrl={pictureUrl} />
      <Text size="sm" fw={600} className="figures" mt={4}>
        {t('similarity', { value: similarity.toFixed(3) })}
      </Text>
      <span className={classes.name} title={video.name}>
        {video.name}
      </span>
      {onSave ? (
        <Permitted permission="curate">
          <Button
            variant="subtle"
            size="compact-xs"
            px={0}
            aria-label={t('example.saveOf', { name: video.name, time: formatLength(startMs) })}
            onClick={() => onSave(moment)}
          >
            {t('example.save')}
          </Button>
        </Permitted>
      ) : null}
    </li>
  );
}
