'use client';

import { ActionIcon, Indicator, Select, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { TypedSearch } from '../../../components/typed-search.tsx';
import { VideoConditions } from '../../../components/video-conditions.tsx';
import { isNarrowed, STATUSES } from '../../../lib/video-choice.ts';
import type { VideoChoice } from '../../../lib/video-choice.ts';
import { ORDERS } from '../api/use-videos.ts';
import type { OrderName, VideoScope } from '../api/use-videos.ts';
import classes from './libraries.module.css';

interface Props {
  readonly scope: VideoScope;
  /** Null while it is not known. */
  readonly count: number | null;
  readonly onChange: (part: keyof VideoChoice, value: string | null) => void;
  readonly onOrder: (order: OrderName | null) => void;
}

export function VideoToolbar({ scope, count, onChange, onOrder }: Props) {
  const t = useTranslations('libraries.videos');
  const words = useTranslations('videoFilter');
  const hasConditions = isNarrowed({ ...scope, stationId: null, text: '', status: null });
  const [isOpen, { toggle }] = useDisclosure(hasConditions);
  return (
    <>
      <div className={classes.toolbar}>
        <TypedSearch className={classes.search} text={scope.text} onText={(text) => onChange('text', text)} />
        <Select
          aria-label={words('status')}
          placeholder={words('allStatuses')}
          data={STATUSES.map((value) => ({ value, label: words(`statuses.${value}`) }))}
          value={scope.status}
          onChange={(status) => onChange('status', status)}
          className={classes.choice}
          clearable
        />
        <Select
          aria-label={t('order')}
          data={(Object.keys(ORDERS) as OrderName[]).map((value) => ({ value, label: t(`orders.${value}`) }))}
          value={scope.order}
          onChange={(value) => onOrder(value === 'newest' ? null : value)}
          allowDeselect={false}
          className={classes.choice}
        />
        <Indicator disabled={!hasConditions || isOpen} size={9}>
          <ActionIcon
            variant={isOpen ? 'light' : 'default'}
            size={36}
            onClick={toggle}
            aria-expanded={isOpen}
            aria-label={words('more')}
            title={words('more')}
          >
            <IconFilter size={18} aria-hidden />
          </ActionIcon>
        </Indicator>
        <Text size="sm" c="dimmed" ml="auto" aria-live="polite" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {count === null ? '\u00a0' : t('count', { count })}
        </Text>
      </div>
      {isOpen ? (
        <div className={classes.conditions}>
          <VideoConditions choice={scope} onChange={onChange} />
        </div>
      ) : null}
    </>
  );
}
