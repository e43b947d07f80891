'use client';

import { Select } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { TimeFields } from '../../../components/time-fields.tsx';
import { useSetInAddress } from '../../../lib/url-state.ts';
import type { Endpoint } from '../api/use-endpoints.ts';
import { STATES } from './use-log-filter.ts';
import type { LogChoice } from './use-log-filter.ts';
import { useTypeName } from './use-type-name.ts';
import classes from './webhooks.module.css';

interface Props {
  readonly choice: LogChoice;
  readonly endpoints: readonly Endpoint[];
  readonly changeTypes: readonly string[];
}

/** Which deliveries are listed; the address holds it. */
export function LogFilters({ choice, endpoints, changeTypes }: Props) {
  const t = useTranslations('webhooks');
  const set = useSetInAddress();
  const nameOf = useTypeName();
  return (
    <div role="group" aria-label={t('log.label')} className={classes.filters}>
      <Select
        size="xs"
        label={t('log.endpoint')}
        placeholder={t('log.allEndpoints')}
        data={endpoints.map(({ id, url }) => ({ value: id, label: url }))}
        value={choice.endpoint}
        onChange={(id) => set('endpoint', id)}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
        clearable
      />
      <Select
        size="xs"
        label={t('log.type')}
        placeholder={t('log.allTypes')}
        data={[...changeTypes, 'ping'].map((value) => ({ value, label: nameOf(value) }))}
        value={choice.type}
        onChange={(type) => set('type', type)}
        clearable
      />
      <Select
        size="xs"
        label={t('log.state')}
        placeholder={t('log.allStates')}
        data={STATES.map((value) => ({ value, label: t(`deliveryState.${value}`) }))}
        value={choice.state}
        onChange={(state) => set('state', state)}
        clearable
      />
      <TimeFields times={choice} onTime={set} />
    </div>
  );
}
