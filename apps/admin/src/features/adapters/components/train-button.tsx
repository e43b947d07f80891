'use client';

import { Anchor, Button, Collapse, Group, NumberInput, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Permitted } from '../../../components/permitted.tsx';
import type { AdapterKind, TrainAdapterInput } from '../../../../generated/graphql.ts';

const KINDS = ['linear', 'temporal', 'bottleneck'] as const;

interface Props {
  readonly isReady: boolean;
  /** A training is under way. */
  readonly isBusy: boolean;
  readonly onTrain: (options: Pick<TrainAdapterInput, 'kind' | 'seed' | 'name'>) => void;
}

/** Starts a training; says why where it cannot. */
export function TrainButton({ isReady, isBusy, onTrain }: Props) {
  const t = useTranslations('adapters.train');
  const [isOpen, { toggle, close }] = useDisclosure();
  const [kind, setKind] = useState<AdapterKind>('linear');
  const [seed, setSeed] = useState<string | number>(1);
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    close();
    onTrain({ kind, seed: Number(seed) || 1, ...(name.trim() === '' ? {} : { name: name.trim() }) });
  };
  const reason = isBusy ? t('busy') : isReady ? null : t('notReady');
  return (
    <Stack component="form" gap="sm" onSubmit={submit}>
      <Group gap="md">
        <Permitted permission="operate">
          <Button type="submit" disabled={reason !== null} aria-describedby={reason ? 'train-reason' : undefined}>
            {t('start')}
          </Button>
        </Permitted>
        <Anchor component="button" type="button" size="sm" onClick={toggle} aria-expanded={isOpen}>
          {t('details')}
        </Anchor>
        {reason ? (
          <Text id="train-reason" size="sm" c="dimmed">
            {reason}
          </Text>
        ) : null}
      </Group>
      <Collapse expanded={isOpen}>
        <Stack gap="sm" maw={560}>
          <Radio.Group label={t('kind')} value={kind} onChange={(value) => setKind(value as AdapterKind)}>
            <Stack gap={6} mt={4}>
              {KINDS.map((value) => (
                <Radio
                  key={value}
                  value={value}
                  label={t(`kinds.${value}.name`)}
                  description={t(`kinds.${value}.hint`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <TextInput
            label={t('name')}
            description={t('nameHint')}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <NumberInput
            label={t('seed')}
            description={t('seedHint')}
            value={seed}
            onChange={setSeed}
            min={0}
            max={2_147_483_647}
            allowDecimal={false}
          />
        </Stack>
      </Collapse>
    </Stack>
  );
}
