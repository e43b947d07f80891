'use client';

import { Alert, Button, Group, Select, Skeleton, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy, IconFlask, IconMessage2Code } from '@tabler/icons-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { useMay } from '../../../lib/use-viewer.ts';
import { useCreateVersion, usePromptSet } from '../api/use-prompt-sets.ts';
import type { PromptSet, PromptSetVersion } from '../api/use-prompt-sets.ts';
import { Origin } from './origin.tsx';
import { TemplatesEditor } from './templates-editor.tsx';

export function PromptSetPage({ id }: { readonly id: string }) {
  const t = useTranslations('prompts.missing');
  const query = usePromptSet(id);
  return (
    <QueryView query={query} skeleton={<Skeleton height={520} />}>
      {(promptSet) =>
        promptSet ? (
          <Loaded promptSet={promptSet} />
        ) : (
          <EmptyState icon={IconMessage2Code} title={t('title')} hint={t('hint')}>
            <Button component={Link} href="/prompts" variant="default">
              {t('back')}
            </Button>
          </EmptyState>
        )
      }
    </QueryView>
  );
}

function Loaded({ promptSet }: { readonly promptSet: PromptSet }) {
  const t = useTranslations('prompts');
  const tLab = useTranslations('promptLab');
  const [chosen, choose] = useUrlState('version');
  const { id, name, source, licence } = promptSet;
  const versions = promptSet.versions.nodes;
  const latest = versions[0]!;
  const version = versions.find(({ number }) => String(number) === chosen) ?? latest;
  /** The version whose templates the editor has begun with; the latest one unless an earlier one is taken up again. */
  const [reused, setReused] = useState<PromptSetVersion | null>(null);
  return (
    <>
      <PageHeader title={name} hint={<Provenance source={source} licence={licence} />}>
        <Button
          component={Link}
          href={`/prompts/lab?b=${encodeURIComponent(version.id)}`}
          variant="default"
          leftSection={<IconFlask size={16} aria-hidden />}
        >
          {tLab('open')}
        </Button>
        <Permitted permission="curate">
          <Button
            component={Link}
            href={`/prompts/new?from=${encodeURIComponent(id)}`}
            variant="default"
            leftSection={<IconCopy size={16} aria-hidden />}
          >
            {t('copy')}
          </Button>
        </Permitted>
        <VersionSelect
          versions={versions}
          number={version.number}
          onChoose={(number) => {
            setReused(null);
            choose(number === latest.number ? null : String(number));
          }}
        />
      </PageHeader>
      {version === latest ? null : (
        <Alert color="gray" variant="light" mb="sm" p="xs">
          <Group gap="sm">
            <Text size="sm">{t('version.old')}</Text>
            <Permitted permission="curate">
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  setReused(version);
                  choose(null);
                }}
              >
                {t('version.reuse')}
              </Button>
            </Permitted>
          </Group>
        </Alert>
      )}
      <VersionEditor
        key={version === latest ? `latest ${reused?.number ?? ''}` : version.id}
        id={id}
        latest={latest}
        version={version}
        begun={reused}
        onSaved={() => setReused(null)}
      />
    </>
  );
}

interface EditorProps {
  readonly id: string;
  readonly latest: PromptSetVersion;
  readonly version: PromptSetVersion;
  /** An earlier version to begin with, instead of the latest one. */
  readonly begun: PromptSetVersion | null;
  readonly onSaved: () => void;
}

function VersionEditor({ id, latest, version, begun, onSaved }: EditorProps) {
  const t = useTranslations('prompts');
  const save = useCreateVersion();
  const mayCurate = useMay('curate');
  /** Number of the version that is edited: where a later one turns up, somebody else has saved it. */
  const [expected, setExpected] = useState(latest.number);
  const isStale = latest.number !== expected && version === latest && !save.isPending;
  return (
    <TemplatesEditor
      language={(begun ?? version).language}
      templates={(begun ?? version).templates}
      saved={latest}
      onFollow={() => setExpected(latest.number)}
      isReadOnly={version !== latest || !mayCurate}
      isComplete
      action={isStale ? t('save.overwrite') : t('save.version', { number: latest.number + 1 })}
      warning={isStale ? t('save.stale') : null}
      error={save.error}
      isBusy={save.isPending}
      onSave={async (content) => {
        const saved = await save.mutateAsync({
          promptSetId: id,
          expectedNumber: isStale ? latest.number : expected,
          ...content,
        });
        const number = saved?.versions.nodes[0]?.number ?? expected;
        notifications.show({ message: number === latest.number ? t('save.same') : t('save.done', { number }) });
        setExpected(number);
        onSaved();
      }}
    />
  );
}

function VersionSelect({
  versions,
  number,
  onChoose,
}: {
  readonly versions: readonly PromptSetVersion[];
  readonly number: number;
  readonly onChoose: (number: number) => void;
}) {
  const t = useTranslations('prompts.version');
  const format = useFormatter();
  return (
    <Select
      aria-label={t('label')}
      w={200}
      allowDeselect={false}
      value={String(number)}
      data={versions.map((version) => ({
        value: String(version.number),
        label: t('option', {
          number: version.number,
          date: format.dateTime(new Date(version.createdAt), { dateStyle: 'medium' }),
        }),
      }))}
      onChange={(value) => value !== null && onChoose(Number(value))}
    />
  );
}

function Provenance({ source, licence }: { readonly source: string; readonly licence: string }) {
  const t = useTranslations('prompts');
  if (!source && !licence) return null;
  return (
    <Group component="span" gap="md">
      {source ? (
        <Group component="span" gap={4}>
          {t('source')}: <Origin text={source} />
        </Group>
      ) : null}
      {licence ? (
        <span>
          {t('licence')}: {licence}
        </span>
      ) : null}
    </Group>
  );
}
