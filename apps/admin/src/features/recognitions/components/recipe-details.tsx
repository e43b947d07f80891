'use client';

import { Anchor, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { PageRecognition } from '../api/progress.ts';
import classes from './recognitions.module.css';

/** Everything a recipe pins. */
export function RecipeDetails({ recipe }: { readonly recipe: PageRecognition['recipe'] }) {
  const t = useTranslations('recognitions');
  const {
    vocabularyVersion,
    promptSetVersion,
    encoder,
    adapter,
    calibration,
    fps,
    window,
    decode,
    externalId,
    bundleUrl,
  } = recipe;
  const versionOf = (name: string, number: number) => t('version', { name, number });
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      t('form.vocabulary'),
      <Anchor
        key="vocabulary"
        component={Link}
        href={`/vocabularies/${vocabularyVersion.vocabulary.id}?version=${vocabularyVersion.number}`}
        size="sm"
      >
        {versionOf(vocabularyVersion.vocabulary.name, vocabularyVersion.number)}
      </Anchor>,
    ],
    [
      t('form.promptSet'),
      <Anchor key="prompts" component={Link} href={`/prompts/${promptSetVersion.promptSet.id}`} size="sm">
        {versionOf(promptSetVersion.promptSet.name, promptSetVersion.number)}
      </Anchor>,
    ],
    [t('form.encoder'), encoder.title],
    [
      t('adapter'),
      adapter ? (
        <Anchor key="adapter" component={Link} href={`/adapters/${adapter.id}`} size="sm">
          {adapter.name}
        </Anchor>
      ) : (
        t('noAdapter')
      ),
    ],
    [
      t('calibration'),
      calibration ? (
        <Anchor key="calibration" component={Link} href={`/calibrations/${calibration.id}`} size="sm">
          {calibration.name}
        </Anchor>
      ) : (
        t('noCalibration')
      ),
    ],
    [t('form.fps'), fps ?? t('everyFrame')],
    [t('form.frameCount'), window.frameCount],
    [t('form.stepCount'), window.stepCount],
    [t('form.method'), t(`form.${decode.method}`)],
    [
      t('form.temperature'),
      calibration ? t('byCalibration', { value: calibration.temperature.toFixed(2) }) : decode.temperature,
    ],
    [t('form.smoothing'), decode.smoothing],
    [t('form.minDurationMs'), decode.minDurationMs],
    [
      t('form.minProbability'),
      calibration ? t('unlessCalibrated', { value: String(decode.minProbability) }) : decode.minProbability,
    ],
    [t('form.minMargin'), decode.minMargin],
    [t('form.externalId'), externalId],
    [
      t('bundle'),
      <Anchor key="bundle" href={bundleUrl} download size="sm" title={t('bundleHint')}>
        {t('downloadBundle')}
      </Anchor>,
    ],
  ];
  return (
    <section aria-label={t('recipe')}>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <Text component="dt" size="xs" c="dimmed">
              {name}
            </Text>
            <Text component="dd" size="sm" m={0} className="figures">
              {value}
            </Text>
          </div>
        ))}
      </dl>
    </section>
  );
}
