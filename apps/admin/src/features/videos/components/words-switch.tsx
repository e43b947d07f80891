'use client';

import { Input, SegmentedControl, Tooltip } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { VideoRecognitionFragment } from '../../../../generated/graphql.ts';
import { newerVersionOf } from '../api/track.ts';
import type { Words } from '../api/track.ts';

interface Props {
  readonly shown: VideoRecognitionFragment;
  readonly words: Words;
  readonly onChange: (words: Words) => void;
}

/** Words of today, or those of the recognition; nothing where they are the same. */
export function WordsSwitch({ shown, words, onChange }: Props) {
  const t = useTranslations('videos.words');
  const newer = newerVersionOf(shown);
  if (!newer) return null;
  const { number } = shown.recognition.recipe.vocabularyVersion;
  return (
    <Input.Wrapper label={t('label')} size="xs">
      <Tooltip label={t('hint')} multiline w={280}>
        <SegmentedControl
          display="flex"
          size="xs"
          aria-label={t('label')}
          value={words}
          onChange={(value) => onChange(value as Words)}
          data={[
            { value: 'latest', label: t('latest', { number: newer.number }) },
            { value: 'recognised', label: t('recognised', { number }) },
          ]}
        />
      </Tooltip>
    </Input.Wrapper>
  );
}
