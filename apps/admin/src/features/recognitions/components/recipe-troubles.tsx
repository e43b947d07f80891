'use client';

import { Alert, Anchor, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useShowMore } from '../../../components/use-show-more.tsx';
import { languageName } from '../../../lib/language-name.ts';
import type { RecipeTrouble } from '../api/recipe-checks.ts';

const MAX_SHOWN = 12;

interface Props {
  readonly troubles: readonly RecipeTrouble[];
  /** Where a concept can be mended. */
  readonly addressOf: (externalId: string) => string;
}

/** Words that the encoder cannot be given, so that nothing can start; quietly, those that it would not understand. */
export function RecipeTroubles({ troubles, addressOf }: Props) {
  const t = useTranslations('recognitions.trouble');
  const refused = troubles.filter(({ isRefused }) => isRefused);
  const others = troubles.filter(({ isRefused }) => !isRefused);
  const lines = (shown: typeof troubles): ReactNode =>
    shown.map((trouble) => <Line key={trouble.kind} trouble={trouble} addressOf={addressOf} />);
  return (
    <>
      {refused.length > 0 ? (
        <Alert
          color="red"
          variant="light"
          mt="md"
          icon={<IconAlertCircle aria-hidden />}
          title={t('title')}
          role="alert"
        >
          {lines(refused)}
          <Text size="sm" mt="xs">
            {t('remedy')}
          </Text>
        </Alert>
      ) : null}
      {others.length > 0 ? (
        <Text size="xs" c="dimmed" component="div" mt="md">
          {lines(others)}
        </Text>
      ) : null}
    </>
  );
}

function Line({
  trouble: { kind, isRefused, checks },
  addressOf,
}: { readonly trouble: RecipeTrouble } & Pick<Props, 'addressOf'>) {
  const t = useTranslations('recognitions.trouble');
  const titleOf = useTranslations('checks.kind');
  const locale = useLocale();
  const { shown, more } = useShowMore(checks, MAX_SHOWN);
  const language = languageName(checks[0]?.language ?? '', locale);
  return (
    <div>
      <Text span inherit fw={isRefused ? 600 : undefined}>
        {kind === 'missingLanguage' ? t('missingLanguage', { language }) : titleOf(`${kind}.title`)}
        {': '}
      </Text>
      {shown.map(({ concepts, detail }, index) => (
        <span key={index}>
          {index > 0 ? ', ' : ''}
          {concepts.map(({ id, label, concept }) => (
            <Anchor
              key={id}
              component={Link}
              href={addressOf(concept.externalId)}
              inherit
              underline="always"
              title={detail}
            >
              {label}
            </Anchor>
          ))}
        </span>
      ))}
      {more}
    </div>
  );
}
