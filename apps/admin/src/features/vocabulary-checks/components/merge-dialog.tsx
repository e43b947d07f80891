'use client';

import { Alert, Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useMerge } from '../api/use-checks.ts';
import type { CheckedVersion, ConfusablePair } from '../api/use-checks.ts';

interface Props {
  readonly pair: ConfusablePair;
  readonly version: CheckedVersion;
  readonly onClose: () => void;
}

/** Which of the two stays. */
export function MergeDialog({ pair: { one, other }, version, onClose }: Props) {
  const t = useTranslations('vocabularyChecks.merge');
  const tAction = useTranslations('common.action');
  const errorText = useErrorText();
  const [keptId, setKeptId] = useState(one.id);
  const [kept, gone] = keptId === one.id ? [one, other] : [other, one];
  const merge = useMerge();
  const submit = () =>
    merge.mutate(
      { version, gone: gone.concept.externalId, kept: kept.concept.externalId },
      {
        onSuccess: () => {
          notifications.show({ message: t('done', { gone: gone.label, kept: kept.label }) });
          onClose();
        },
      },
    );
  return (
    <Modal opened onClose={onClose} title={t('title')} centered>
      <Stack gap="sm">
        {merge.error ? (
          <Alert color="red" variant="light" role="alert">
            {errorText(merge.error)}
          </Alert>
        ) : null}
        <Radio.Group label={t('keep')} value={keptId} onChange={setKeptId}>
          <Stack gap={6} mt={6}>
            {[one, other].map(({ id, label, notation }) => (
              <Radio key={id} value={id} label={notation ? `${notation} ${label}` : label} />
            ))}
          </Stack>
        </Radio.Group>
        <Text size="sm" c="dimmed">
          {t('hint')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {tAction('cancel')}
          </Button>
          <Button loading={merge.isPending} onClick={submit}>
            {t('action')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
