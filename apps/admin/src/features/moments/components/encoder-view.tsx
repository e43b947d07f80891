'use client';

import { Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ConceptInput } from '../../../../generated/graphql.ts';
import { EncoderPickers } from '../../../components/encoder-pickers.tsx';
import { useEncoderChoice } from '../../../components/use-encoder-choice.ts';
import { useMoments } from '../api/use-moments.ts';
import type { Moment } from '../api/use-moments.ts';
import { MomentResults } from './moment-results.tsx';

interface Props {
  readonly versionId: string;
  /** As it would be put into the draft; what is typed counts, saved or not. It has a label. */
  readonly concept: ConceptInput;
  /** Takes a moment as an example of the concept; absent where nothing can be changed. */
  readonly onSaveExample?: ((example: { videoId: string; startMs: number; endMs: number }) => void) | undefined;
  /** Shown above the moments. */
  readonly children: ReactNode;
}

const MOMENT_COUNT = 12;

/** How the encoder sees a concept: the moments that fit it best. */
export function EncoderView({ versionId, concept, onSaveExample, children }: Props) {
  const t = useTranslations('moments.view');
  const choice = useEncoderChoice();
  const { encoder, promptSet } = choice;
  const looks =
    encoder && promptSet
      ? { vocabularyVersionId: versionId, concept, encoderId: encoder.id, promptSetVersionId: promptSet.latest.id }
      : null;
  const search = useMoments(looks && { ...looks, first: MOMENT_COUNT });
  const save = onSaveExample
    ? ({ video, startMs, endMs }: Moment) => onSaveExample({ videoId: video.id, startMs, endMs })
    : undefined;
  return (
    <section aria-label={t('title')}>
      <Stack gap="md">
        <EncoderPickers choice={choice} size="xs" />
        {looks ? (
          <>
            {children}
            <MomentResults search={search} isNarrow onSave={save} />
          </>
        ) : null}
      </Stack>
    </section>
  );
}
