'use client';

import { Anchor } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FactList } from '../../../components/facts.tsx';
import type { FactRows } from '../../../components/facts.tsx';
import type { PageRecognition } from '../api/progress.ts';

type Recipe = PageRecognition['recipe'];

/** Everything a recipe pins. */
export function RecipeDetails({ recipe }: { readonly recipe: Recipe }) {
  const t = useTranslations('recognitions');
  const sources = useSources(recipe);
  const parameters = useParameters(recipe);
  const facts: FactRows = [
    ...sources,
    ...parameters,
    [t('form.externalId'), recipe.externalId],
    [
      t('bundle'),
      <Anchor key="bundle" href={recipe.bundleUrl} download size="sm" title={t('bundleHint')}>
        {t('downloadBundle')}
      </Anchor>,
    ],
  ];
  return (
    <section aria-label={t('recipe')}>
      <FactList facts={facts} />
    </section>
  );
}

/** The words, and what finds them. */
function useSources({ vocabularyVersion, promptSetVersion, encoder, adapter, calibration }: Recipe): FactRows {
  const t = useTranslations('recognitions');
  const { vocabulary, number } = vocabularyVersion;
  const { promptSet } = promptSetVersion;
  return [
    [
      t('form.vocabulary'),
      <FactLink key="vocabulary" href={`/vocabularies/${vocabulary.id}?version=${number}`}>
        {t('version', { name: vocabulary.name, number })}
      </FactLink>,
    ],
    [
      t('form.promptSet'),
      <FactLink key="prompts" href={`/prompts/${promptSet.id}`}>
        {t('version', { name: promptSet.name, number: promptSetVersion.number })}
      </FactLink>,
    ],
    [t('form.encoder'), encoder.title],
    [
      t('adapter'),
      adapter ? (
        <FactLink key="adapter" href={`/adapters/${adapter.id}`}>
          {adapter.name}
        </FactLink>
      ) : (
        t('noAdapter')
      ),
    ],
    [
      t('calibration'),
      calibration ? (
        <FactLink key="calibration" href={`/calibrations/${calibration.id}`}>
          {calibration.name}
        </FactLink>
      ) : (
        t('noCalibration')
      ),
    ],
  ];
}

/** How what is seen becomes segments; a calibration takes the place of some of it. */
function useParameters({ calibration, fps, window, decode }: Recipe): FactRows {
  const t = useTranslations('recognitions');
  const { temperature, minProbability } = decode;
  return [
    [t('form.fps'), fps ?? t('everyFrame')],
    [t('form.frameCount'), window.frameCount],
    [t('form.stepCount'), window.stepCount],
    [t('form.method'), t(`form.${decode.method}`)],
    [
      t('form.temperature'),
      calibration ? t('byCalibration', { value: calibration.temperature.toFixed(2) }) : temperature,
    ],
    [t('form.smoothing'), decode.smoothing],
    [t('form.minDurationMs'), decode.minDurationMs],
    [t('form.minProbability'), calibration ? t('unlessCalibrated', { value: String(minProbability) }) : minProbability],
    [t('form.minMargin'), decode.minMargin],
  ];
}

function FactLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Anchor component={Link} href={href} size="sm">
      {children}
    </Anchor>
  );
}
