'use client';

import { Alert, Paper, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { EncoderPickers } from '../../../components/encoder-pickers.tsx';
import { useEncoderChoice } from '../../../components/use-encoder-choice.ts';
import type { CheckedVersion } from '../api/use-checks.ts';
import { Confusable } from './confusable.tsx';
import { PromptChecks } from './word-checks.tsx';

interface Props {
  readonly vocabularyId: string;
  readonly version: CheckedVersion;
}

const ANCHOR = 'encoder';

/** The same words in the eyes of an encoder that is chosen here; the address leads to them by `#encoder`. */
export function EncoderChecks({ vocabularyId, version }: Props) {
  const t = useTranslations('vocabularyChecks');
  const choice = useEncoderChoice();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // It was not there yet when the browser looked for it.
    if (window.location.hash === `#${ANCHOR}`) place.current?.scrollIntoView();
  }, []);
  const { encoder, promptSet, isPending } = choice;
  if (!isPending && (!encoder || !promptSet)) return <Alert color="yellow">{t('noEncoder')}</Alert>;
  const looks = encoder &&
    promptSet && { vocabularyVersionId: version.id, encoderId: encoder.id, promptSetVersionId: promptSet.latest.id };
  return (
    <Stack gap="lg" id={ANCHOR} ref={place}>
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
