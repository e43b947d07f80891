'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { failureKind } from '../lib/failure-kind.ts';

/** Failures of a file that another upload mends, where people cannot reach the folder. */
const OF_CONTENT = new Set<string>(['empty', 'notAVideo', 'tooLarge', 'damaged', 'outside']);

/**
 * Gives why something failed and what people can do about it, in their language, by the failure's code.
 * `isOwnFolder`: the file is in a folder that Actionary keeps
 */
export function useFailureText() {
  const t = useTranslations('failure');
  return (code: string, { isOwnFolder = false } = {}) => {
    const kind = failureKind(code);
    const canUpload = isOwnFolder && OF_CONTENT.has(kind);
    return { why: t(`${kind}.why`), remedy: canUpload ? t('uploadAgain') : t(`${kind}.remedy`) };
  };
}

interface Props {
  readonly failure: { readonly code: string; readonly message: string };
  /** Also say what people can do about it. */
  readonly withRemedy?: boolean;
}

/** Why something failed; quietly, the server's own words. */
export function FailureText({ failure: { code, message }, withRemedy = false }: Props) {
  const { why, remedy } = useFailureText()(code);
  return (
    <>
      <Text size="xs" c="var(--mantine-color-error)">
        {why}
      </Text>
      {withRemedy ? <Text size="xs">{remedy}</Text> : null}
      <Text size="xs" c="dimmed" lang="en" lineClamp={2} title={message} style={{ overflowWrap: 'anywhere' }}>
        {message}
      </Text>
    </>
  );
}
