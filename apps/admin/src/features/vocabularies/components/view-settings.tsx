'use client';

import { ActionIcon, Checkbox, Popover, Stack, Text, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { EncoderPickers } from '../../../components/encoder-pickers.tsx';
import type { EncoderChoice } from '../../../components/use-encoder-choice.ts';
import { ownName } from '../../../lib/language-name.ts';
import type { ColumnChoice } from '../api/use-columns.ts';
import { languageOf } from '../model/columns.ts';
import type { Column } from '../model/columns.ts';

interface Props {
  readonly choice: ColumnChoice;
  readonly encoderChoice: EncoderChoice;
}

/** Columns, and with which encoder and prompts words are checked. */
export function ViewSettings({ choice, encoderChoice }: Props) {
  const t = useTranslations('vocabularies');
  return (
    <Popover position="bottom-end" shadow="md" width={280} trapFocus>
      <Popover.Target>
        <Tooltip label={t('settings.open')}>
          <ActionIcon variant="default" size={36} aria-label={t('settings.open')}>
            <IconAdjustmentsHorizontal size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <ColumnBoxes choice={choice} />
          <Text size="sm" fw={600}>
            {t('settings.checks')}
          </Text>
          <EncoderPickers choice={encoderChoice} size="xs" />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function ColumnBoxes({ choice }: Pick<Props, 'choice'>) {
  const t = useTranslations('vocabularies');
  const nameOf = (column: Column) => {
    const language = languageOf(column);
    return language === null ? t(`column.${column}`) : ownName(language);
  };
  return (
    <Checkbox.Group label={t('settings.columns')} value={[...choice.chosen]} onChange={choice.choose}>
      <Stack gap={6} mt={6}>
        {choice.all.map((column) => (
          <Checkbox
            key={column}
            value={column}
            label={nameOf(column)}
            disabled={column === choice.all.find(languageOf)}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
