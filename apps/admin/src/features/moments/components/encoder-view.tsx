'use client';

import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ConceptInput } from '../../../../generated/graphql.ts';
import { EncoderPickers } from '../../../components/encoder-pickers.tsx';
import { useEncoderChoice } from '../../../components/use-encoder-choice.ts';
import { useMoments } from '../api/use-moments.ts';
import type { Moment } from '../api/use-moments.ts';
import { LookNotes } from './look-notes.tsx';
import { MomentResults } from './moment-results.tsx';

interface Props {
  readonly versionId: string;
  /** As it would be put into the draft; what is typed counts, saved or not. Null: there is nothing to be looked at. */
  readonly concept: ConceptInput | null;
  /** Addresses of other concepts of the version. */
  readonly addressOf: (externalId: string) => string;
  /** Takes a moment as an example of the concept; absent where nothing can be changed. */
  readonly onSaveExample?: ((example: { videoId: string; startMs: number; endMs: number }) => void) | undefined;
}

const MOMENT_COUNT = 12;

/** How the encoder sees a concept: moments that fit best, words it is hard to tell apart from, what it was given. */
export function EncoderView({ versionId, concept, addressOf, onSaveExample }: Props) {
  const t = useTranslations('moments.view');
  const choice = useEncoderChoice();
  const { encoder, promptSet } = choice;
  const isUsable = concept !== null && concept.prefLabels.some(({ text }) => text.trim() !== '');
  const looks =
    isUsable && encoder && promptSet
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
            <LookNotes input={looks} addressOf={addressOf} />
            <MomentResults search={search} isNarrow onSave={save} />
          </>
        ) : (
          <Text size="sm" c="dimmed">
            {t('noPhrase')}
          </Text>
        )}
      </Stack>
    </section>
  );
}
