'use client';

import { Group, Select } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { EncoderChoice } from './use-encoder-choice.ts';

interface Props {
  readonly choice: EncoderChoice;
  /** Without, where a phrase is given to the encoder as it is. */
  readonly withPromptSet?: boolean;
  readonly size?: 'xs' | 'sm';
}

/** With which eyes and which templates words are looked at. */
export function EncoderPickers({ choice, withPromptSet = true, size = 'sm' }: Props) {
  const t = useTranslations('encoderChoice');
  const { encoders, encoder, promptSets, promptSet } = choice;
  return (
    <Group gap="xs" grow preventGrowOverflow={false} wrap="wrap">
      <Select
        label={t('encoder')}
        size={size}
        miw={170}
        allowDeselect={false}
        value={encoder?.id ?? null}
        data={encoders.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={choice.setEncoder}
      />
      {withPromptSet ? (
        <Select
          label={t('promptSet')}
          size={size}
          miw={170}
          allowDeselect={false}
          value={promptSet?.id ?? null}
          data={promptSets.map(({ id, name, latest }) => ({
            value: id,
            label: t('promptSetOption', { name, language: latest.language }),
          }))}
          onChange={choice.setPromptSet}
        />
      ) : null}
    </Group>
  );
}
