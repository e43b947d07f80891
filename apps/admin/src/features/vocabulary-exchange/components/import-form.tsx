'use client';

import { Alert, Button, Group, Radio, Skeleton, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFile } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ImportMode } from '../../../../generated/graphql.ts';
import { editorAddress } from '../../../lib/editor-address.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { UserErrors } from '../../../lib/user-errors.ts';
import { useImport, useImportReport, useImportTargets } from '../api/use-import.ts';
import type { ImportTarget } from '../api/use-import.ts';
import type { ImportFile } from '../model/import-file.ts';
import classes from './exchange.module.css';
import { ReportView } from './report-view.tsx';
import { TargetFields } from './target-fields.tsx';

interface Props {
  readonly file: ImportFile;
  readonly onAgain: () => void;
}

/** Where the file goes, what that would do, and the button that does it. The address names the vocabulary of a draft. */
export function ImportForm({ file, onAgain }: Props) {
  const t = useTranslations('vocabularyExchange.import');
  const { data: targets = [] } = useImportTargets();
  const [into, setInto] = useUrlState('into');
  const [name, setName] = useState('');
  const [removeMissing, setRemoveMissing] = useState(false);
  const [mode, setMode] = useState<ImportMode>('fix');
  const draft = targets.find(({ vocabularyId }) => vocabularyId === into)?.draft ?? null;
  const target: ImportTarget = { draft, name, removeMissing };
  const { submit, error, isBusy } = useSubmit(file, target);
  const report = useImportReport(file, target);
  const count = report.data ? report.data.addedCount + report.data.changedCount + report.data.removedCount : 0;
  // As the server does: hints are no problems.
  const isRefused = mode === 'refuse' && report.data?.rows.some(({ severity }) => severity !== 'hint') === true;
  return (
    <div className={classes.columns}>
      <Stack gap="md">
        <Group gap="xs">
          <IconFile size={18} aria-hidden />
          <Text size="sm" fw={600}>
            {file.name}
          </Text>
          <Button variant="subtle" size="compact-sm" onClick={onAgain}>
            {t('again')}
          </Button>
        </Group>
        <TargetFields
          targets={targets}
          target={target}
          onDraft={setInto}
          onName={setName}
          onRemoveMissing={setRemoveMissing}
        />
        <Radio.Group label={t('mode')} value={mode} onChange={(value) => setMode(value as ImportMode)}>
          <Stack gap={6} mt={6}>
            <Radio value="fix" label={t('modeFix')} />
            <Radio value="refuse" label={t('modeRefuse')} />
          </Stack>
        </Radio.Group>
        {error ? <Failure error={error} /> : null}
        <Button
          loading={isBusy}
          disabled={!report.data || report.isPlaceholderData || count === 0 || isRefused}
          onClick={() => submit(mode)}
        >
          {t('act', { count })}
        </Button>
      </Stack>
      <section aria-label={t('report')} aria-busy={report.isFetching}>
        {report.error ? (
          <Failure error={report.error} />
        ) : report.data ? (
          <ReportView report={report.data} />
        ) : (
          <Skeleton height={320} />
        )}
      </section>
    </div>
  );
}

function useSubmit(file: ImportFile, target: ImportTarget) {
  const t = useTranslations('vocabularyExchange.import');
  const router = useRouter();
  const run = useImport();
  const submit = (mode: ImportMode) =>
    run.mutate(
      { file, target, mode },
      {
        onSuccess: ({ version, addedCount: added, changedCount: changed }) => {
          if (!version) return;
          notifications.show({ message: t('done', { added, changed }) });
          router.push(editorAddress(version.vocabulary.id, version.number));
        },
      },
    );
  return { submit, error: run.error, isBusy: run.isPending };
}

function Failure({ error }: { readonly error: Error }) {
  const t = useTranslations('vocabularyExchange.import');
  const errorText = useErrorText();
  const isStale = error instanceof UserErrors && error.errors.some(({ code }) => code === 'STALE');
  return (
    <Alert color={isStale ? 'yellow' : 'red'} variant="light" role="alert" title={isStale ? undefined : t('failed')}>
      {isStale ? t('stale') : errorText(error)}
    </Alert>
  );
}
