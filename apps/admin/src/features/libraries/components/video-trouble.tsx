'use client';

import { Box, Text } from '@mantine/core';
import type { VideoCardFragment } from '../../../../generated/graphql.ts';
import { useFailureText } from '../../../components/failure-text.tsx';
import { Problem } from './problem.tsx';

/** Why a video cannot be used, and what to do about it. */
export function VideoTrouble({ video: { status, error, library } }: { readonly video: VideoCardFragment }) {
  const textOf = useFailureText();
  if (status !== 'missing' && status !== 'failed') return null;
  const { why, remedy } = textOf(status === 'missing' ? 'FILE_MISSING' : (error?.code ?? ''), library);
  return (
    <Box px={10} pb={10} title={error?.message}>
      <Problem>{why}</Problem>
      <Text size="xs" c="dimmed" mt={2}>
        {remedy}
      </Text>
    </Box>
  );
}
