'use client';

import { Alert, Paper, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { EncoderPickers } from '../../../components/encoder-pickers.tsx';
import { useEncoderChoice } from '../../../components/use-encoder-choice.ts';
import type { CheckedVersion } from '../api/use-checks.ts';
import { Confusable } from './confusable.tsx';
import { PromptChecks } from './word-checks.tsx';

interface Props {
  readonly vocabularyId: string;
  readonly version: CheckedVersion;
}

/** The same words in the eyes of an encoder that is chosen here. */
export function EncoderChecks({ vocabularyId, version }: Props) {
  const t = useTranslations('vocabularyChecks');
  const choice = useEncoderChoice();
  const { encoder, promptSet, isPending } = choice;
  if (!isPending && (!encoder || !promptSet)) return <Alert color="yellow">{t('noEncoder')}</Alert>;
  const looks = encoder &&
    promptSet && { vocabularyVersionId: version.id, encoderId: encoder.id, promptSetVersionId: promptSet.latest.id };
  return (
    <Stack gap="lg">
      <Paper withBorder p="sm" maw={560}>
        <EncoderPickers choice={choice} />
      </Paper>
      {looks ? (
        <>
          <PromptChecks vocabularyId={vocabularyId} version={version} looks={looks} />
          <Confusable vocabularyId={vocabularyId} version={version} looks={looks} />
        </>
      ) : null}
    </Stack>
  );
}
