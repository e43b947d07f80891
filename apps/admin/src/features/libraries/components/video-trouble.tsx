'use client';

import { Box, Text, Tooltip } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { VideoCardFragment } from '../../../../generated/graphql.ts';
import { troubleOf } from '../video-trouble.ts';
import { Problem } from './problem.tsx';

/** Why a video cannot be used, and what to do about it. */
export function VideoTrouble({ video: { status, error } }: { readonly video: VideoCardFragment }) {
  const t = useTranslations('libraries.trouble');
  const trouble = troubleOf(status, error?.code ?? null);
  if (!trouble) return null;
  return (
    <Box px={10} pb={10}>
      <Tooltip label={error?.message} disabled={!error} multiline maw={360}>
        <div>
          <Problem>{t(`${trouble}.why`)}</Problem>
        </div>
      </Tooltip>
      <Text size="xs" c="dimmed" mt={2}>
        {t(`${trouble}.remedy`)}
      </Text>
    </Box>
  );
}
