'use client';

import { Menu, Paper, Text, UnstyledButton } from '@mantine/core';
import { IconClockX, IconEyeOff, IconRefresh, IconSettings, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { JobProgressFragment, LibraryFragment } from '../../../../generated/graphql.ts';
import { useFailureText } from '../../../components/failure-text.tsx';
import { JobProgress } from '../../../components/job-progress.tsx';
import { OnlyFor } from '../../../components/permitted.tsx';
import { RowMenu } from '../../../components/row-menu.tsx';
import { formatLength } from '../../../lib/format.ts';
import { useProblemText } from '../../../lib/problem-text.ts';
import { useCancelScan, useScanLibrary } from '../api/use-libraries.ts';
import classes from './libraries.module.css';
import { Problem } from './problem.tsx';

const LibrarySettings = dynamic(async () => (await import('./library-settings.tsx')).LibrarySettings);

interface Props {
  readonly library: LibraryFragment;
  /** Its station, from the root. */
  readonly place: string;
  /** Null where none waits or runs. */
  readonly scan: JobProgressFragment | null;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
  /** Asks how long it keeps what can be made again. */
  readonly onRetention: () => void;
  /** Asks what is blurred in its pictures. */
  readonly onPrivacy: () => void;
  readonly onDelete: () => void;
}

export function LibraryRow({ library, place, scan, isChosen, onToggle, onRetention, onPrivacy, onDelete }: Props) {
  const t = useTranslations('libraries.list');
  const retention = useTranslations('retention');
  const privacy = useTranslations('libraryPrivacy');
  const problems = useProblemText();
  const textOf = useFailureText();
  const start = useScanLibrary();
  const cancel = useCancelScan();
  const [isSetting, setSetting] = useState(false);
  const { id, name, folder, bucket, isOwnFolder, videoCount, durationMs, lastScan } = library;
  const failure = scan ? null : (problems.besides(start.error, []) ?? lastScanFailure());
  return (
    <Paper component="li" withBorder className={classes.library} data-chosen={isChosen || undefined}>
      <div className={classes.libraryMain}>
        <UnstyledButton
          className={classes.libraryName}
          onClick={onToggle}
          aria-pressed={isChosen}
          title={isChosen ? t('showAll') : t('showOnly')}
        >
          {name}
        </UnstyledButton>
        <Text size="xs" c="dimmed">
          {place}
        </Text>
        <div className={classes.folder}>{isOwnFolder ? t('ownFolder') : (bucket ?? folder)}</div>
      </div>
      <Text size="sm" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {t('counts', { count: videoCount, length: formatLength(durationMs) })}
      </Text>
      <OnlyFor permission="operate">
        <RowMenu label={t('menu', { name })}>
          <Menu.Item
            leftSection={<IconRefresh size={16} aria-hidden />}
            disabled={scan !== null}
            onClick={() => start.mutate(id)}
          >
            {t('rescan')}
          </Menu.Item>
          <Menu.Item leftSection={<IconSettings size={16} aria-hidden />} onClick={() => setSetting(true)}>
            {t('settings')}
          </Menu.Item>
          <Menu.Item leftSection={<IconClockX size={16} aria-hidden />} onClick={onRetention}>
            {retention('open')}
          </Menu.Item>
          <Menu.Item leftSection={<IconEyeOff size={16} aria-hidden />} onClick={onPrivacy}>
            {privacy('open')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={onDelete}>
            {t('delete')}
          </Menu.Item>
        </RowMenu>
      </OnlyFor>
      {isSetting ? <LibrarySettings library={library} onClose={() => setSetting(false)} /> : null}
      {scan ? (
        <div className={classes.wide}>
          <JobProgress
            job={scan}
            label={t('scanning')}
            name={t('scanningName', { name })}
            onCancel={() => cancel.mutate(scan.id)}
            isCancelling={cancel.isPending}
          />
        </div>
      ) : null}
      {failure ? (
        <div className={classes.wide} title={scan ? undefined : lastScan?.error?.message}>
          <Problem>{failure}</Problem>
        </div>
      ) : null}
    </Paper>
  );

  function lastScanFailure(): string | null {
    return lastScan?.state === 'failed' && lastScan.error
      ? t('scanFailed', { why: textOf(lastScan.error.code).why })
      : null;
  }
}
