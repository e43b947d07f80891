'use client';

import { Button, Checkbox, Paper, Text } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { MAX_CHOSEN, recognitionAddress } from '../selection.ts';
import classes from './libraries.module.css';
import { Problem } from './problem.tsx';

interface Props {
  readonly ids: ReadonlySet<string>;
  readonly isAll: boolean;
  /** Libraries that the selected are all of; null: none. */
  readonly libraryIds: readonly string[] | null;
  readonly onSelectAll: () => Promise<void>;
  readonly onClear: () => void;
}

/** How many are selected, and what can be done with them. */
export function SelectionBar({ ids, isAll, libraryIds, onSelectAll, onClear }: Props) {
  const t = useTranslations('libraries.selection');
  const errorText = useErrorText();
  const all = useMutation({ mutationFn: onSelectAll });
  // One library's address is shorter than many videos', and stands for them all.
  const address = recognitionAddress({ ids, libraryIds });
  const hasSome = ids.size > 0;
  return (
    <Paper withBorder className={classes.selection} my="sm">
      <Checkbox
        label={all.isPending ? t('selecting') : hasSome ? t('count', { count: ids.size }) : t('all')}
        checked={isAll}
        indeterminate={hasSome && !isAll}
        disabled={all.isPending}
        onChange={() => (isAll ? onClear() : all.mutate())}
        aria-label={t('all')}
      />
      {hasSome ? (
        <>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={onClear}>
            {t('clear')}
          </Button>
          {address ? (
            <Button
              component={Link}
              href={address}
              size="compact-md"
              leftSection={<IconTimeline size={16} aria-hidden />}
              ml="auto"
            >
              {t('recognise')}
            </Button>
          ) : (
            <Text size="sm" c="dimmed" ml="auto">
              {t('tooMany', { max: MAX_CHOSEN })}
            </Text>
          )}
        </>
      ) : (
        <Text size="xs" c="dimmed" visibleFrom="sm">
          {t('hint')}
        </Text>
      )}
      {all.error ? <Problem>{errorText(all.error)}</Problem> : null}
    </Paper>
  );
}
