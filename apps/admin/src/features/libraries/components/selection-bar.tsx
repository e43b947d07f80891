'use client';

import { Button, Checkbox, Paper, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTimeline, IconUser } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { SetVideosOperatorInput } from '../../../../generated/graphql.ts';
import { OperatorDialog } from '../../../components/operator-dialog.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { MAX_CHOSEN } from '../selection.ts';
import classes from './libraries.module.css';

interface Props {
  /** How many are selected. */
  readonly count: number;
  /** They are all that the list would show. */
  readonly isAll: boolean;
  /** Where they are recognised; null where they are too many to name. */
  readonly address: string | null;
  /** What is selected, as the API takes it. */
  readonly videos: Pick<SetVideosOperatorInput, 'videoIds' | 'libraryIds' | 'filter'>;
  readonly onSelectAll: () => void;
  readonly onClear: () => void;
}

/** How many are selected, and what can be done with them. */
export function SelectionBar({ count, isAll, address, videos, onSelectAll, onClear }: Props) {
  const t = useTranslations('libraries.selection');
  const person = useTranslations('operators');
  const [isOpen, { open, close }] = useDisclosure(false);
  const hasSome = count > 0;
  return (
    <Paper withBorder className={classes.selection} my="sm">
      <Checkbox
        label={isAll ? t('whole', { count }) : hasSome ? t('count', { count }) : t('all')}
        checked={isAll}
        indeterminate={hasSome && !isAll}
        onChange={() => (isAll ? onClear() : onSelectAll())}
        aria-label={t('all')}
      />
      {hasSome ? (
        <>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={onClear}>
            {t('clear')}
          </Button>
          <Permitted permission="curate">
            <Button size="compact-sm" variant="subtle" leftSection={<IconUser size={16} aria-hidden />} onClick={open}>
              {person('set')}
            </Button>
          </Permitted>
          {isOpen ? <OperatorDialog videos={videos} videoCount={count} currentId={null} onClose={close} /> : null}
          {address ? (
            <Permitted permission="operate">
              <Button
                component={Link}
                href={address}
                size="compact-md"
                leftSection={<IconTimeline size={16} aria-hidden />}
                ml="auto"
              >
                {t('recognise')}
              </Button>
            </Permitted>
          ) : (
            <Text size="sm" c="dimmed" ml="auto" maw={420}>
              {t('tooMany', { max: MAX_CHOSEN })}
            </Text>
          )}
        </>
      ) : (
        <Text size="xs" c="dimmed" visibleFrom="sm">
          {t('hint')}
        </Text>
      )}
    </Paper>
  );
}
