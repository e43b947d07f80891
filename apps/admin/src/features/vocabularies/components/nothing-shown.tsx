'use client';

import { Button } from '@mantine/core';
import { IconListSearch, IconPencilPlus } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import type { EditorCommands } from '../api/use-editor-commands.ts';

interface Props {
  readonly search: string;
  /** Null: nothing can be changed. */
  readonly commands: EditorCommands | null;
  readonly onShowAll: () => void;
}

/** Instead of lines: nothing was found, or there is nothing yet. */
export function NothingShown({ search, commands, onShowAll }: Props) {
  const t = useTranslations('vocabularies.nothing');
  if (search !== '')
    return (
      <EmptyState icon={IconListSearch} title={t('notFound')} hint={t('notFoundHint')}>
        <Button variant="default" onClick={onShowAll}>
          {t('showAll')}
        </Button>
      </EmptyState>
    );
  if (!commands) return <EmptyState icon={IconPencilPlus} title={t('empty')} />;
  const paste = commands.find('paste');
  return (
    <EmptyState icon={IconPencilPlus} title={t('empty')} hint={t('emptyHint')}>
      <Button variant="default" onClick={paste.run}>
        {paste.label}
      </Button>
    </EmptyState>
  );
}
