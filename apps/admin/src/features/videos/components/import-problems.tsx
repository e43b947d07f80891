'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { AnnotationPreview } from '../api/use-annotations.ts';
import classes from './import.module.css';
import { useFormatTime } from './video-context.ts';

/** Annotations that do not simply become reviews, with their places in the video and in the file. */
export function ImportProblems({ preview }: { readonly preview: AnnotationPreview }) {
  const { problems, problemCount: count } = preview;
  const t = useTranslations('annotations');
  const placeText = usePlaceText();
  const format = useFormatTime();
  if (count === 0) return null;
  return (
    <details className={classes.problems}>
      <summary>{t('problems', { count })}</summary>
      <ul>
        {problems.map(({ kind, place, label, startMs }, index) => (
          <li key={index}>
            <span className="figures">{format(startMs)}</span> {label} — {t(`problem.${kind}`)}{' '}
            <Text span size="xs" c="dimmed">
              {placeText(place)}
            </Text>
          </li>
        ))}
      </ul>
      {count > problems.length ? (
        <Text size="xs" c="dimmed">
          {t('problemsCut', { count: problems.length })}
        </Text>
      ) : null}
    </details>
  );
}

/** Where something stands in a file, in the person's language. */
function usePlaceText(): (place: string) => string {
  const t = useTranslations('annotations.place');
  return (place) => {
    const [, kind, number = ''] = /^(line|row|annotation) (.+)$/.exec(place) ?? [];
    return kind === 'line' || kind === 'row' || kind === 'annotation' ? t(kind, { number }) : place;
  };
}
