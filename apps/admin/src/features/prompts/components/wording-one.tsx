'use client';

import { Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { LabReviews, LabVersion } from '../api/use-lab.ts';
import { isSameWording } from '../model/lab-wording.ts';
import type { LabWording } from '../model/lab-wording.ts';
import classes from './lab.module.css';
import { OwnSwitch } from './own-switch.tsx';
import { VersionChoice } from './version-choice.tsx';

interface Props {
  readonly wording: LabWording;
  readonly version: LabVersion;
  readonly versions: readonly LabVersion[];
  readonly pinnedId: string;
  readonly reviews: LabReviews;
  readonly onChange: (wording: LabWording) => void;
  readonly onChoose: (version: LabVersion) => void;
}

/** What is compared with: a version as it is, or what B was when it took its place. */
export function WordingOne({ wording, version, versions, pinnedId, reviews, onChange, onChoose }: Props) {
  const t = useTranslations('promptLab');
  const { language, templates, useOwnPrompts, concepts } = wording;
  const isTaken = !isSameWording(wording, { language, templates: version.templates, useOwnPrompts, concepts: {} });
  const ownCount = Object.values(concepts).filter(Boolean).length;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="wording-one">
      <Stack gap="sm">
        <Title order={2} size="h4" id="wording-one">
          {t('one')}
        </Title>
        <VersionChoice
          label={t('promptSet')}
          versions={versions}
          version={version}
          pinnedId={pinnedId}
          onChoose={onChoose}
        />
        {isTaken ? <Text size="sm">{t('taken', { count: ownCount })}</Text> : null}
        <OwnSwitch wording={wording} reviews={reviews} onChange={onChange} />
        <div>
          <Text size="sm" fw={600}>
            {t('templates', { count: templates.length })}
          </Text>
          <ol className={classes.fixed} lang={language}>
            {templates.map((template) => (
              <li key={template}>{template}</li>
            ))}
          </ol>
        </div>
      </Stack>
    </Paper>
  );
}
