'use client';

import { Badge, Button, CloseButton, Group, Text, TextInput } from '@mantine/core';
import { IconClipboardText, IconPlus, IconSearch } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Confirm } from '../../../components/confirm.tsx';
import type { EditorView } from '../api/use-editor-view.ts';
import type { Saving } from '../api/use-save-draft.ts';

interface Props {
  readonly view: EditorView;
  readonly saving: Saving;
  readonly shownCount: number;
  readonly conceptCount: number;
  readonly editCount: number;
  readonly isReadOnly: boolean;
  readonly onAdd: () => void;
  readonly onPaste: () => void;
  readonly onRevertAll: () => void;
  /** Acts on the draft as a whole. */
  readonly children: ReactNode;
}

export function EditorToolbar(props: Props) {
  const { view, shownCount, conceptCount, isReadOnly, onAdd, onPaste, children } = props;
  const t = useTranslations('vocabularies');
  const count = view.search === '' ? t('count', { count: conceptCount }) : t('countFound', { count: shownCount });
  return (
    <Group gap="xs" mb="sm" role="toolbar" aria-label={t('toolbar')}>
      <TextInput
        type="search"
        w={240}
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          view.search === '' ? null : (
            <CloseButton size="sm" aria-label={t('searchClear')} onClick={() => view.changeSearch('')} />
          )
        }
        value={view.search}
        onChange={(event) => view.changeSearch(event.currentTarget.value)}
      />
      <Text size="sm" c="dimmed" aria-live="polite">
        {count}
      </Text>
      {isReadOnly ? (
        <Badge variant="default" size="lg" tt="none">
          {t('readOnly')}
        </Badge>
      ) : (
        <>
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
            {t('add')}
          </Button>
          <Button variant="default" leftSection={<IconClipboardText size={16} aria-hidden />} onClick={onPaste}>
            {t('paste.open')}
          </Button>
          <Group gap="xs" ml="auto">
            <SaveButtons {...props} />
            {children}
          </Group>
        </>
      )}
    </Group>
  );
}

function SaveButtons({ saving, editCount, onRevertAll }: Props) {
  const t = useTranslations('vocabularies.save');
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      {editCount > 0 ? (
        <Button variant="subtle" color="gray" disabled={saving.isBusy} onClick={() => setIsAsking(true)}>
          {t('revertAll')}
        </Button>
      ) : null}
      <Button disabled={editCount === 0} loading={saving.isBusy} onClick={saving.saveEdits}>
        {t('action', { count: editCount })}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={t('revertAll')}
        action={t('revertAll')}
        onClose={() => setIsAsking(false)}
        onConfirm={() => {
          onRevertAll();
          setIsAsking(false);
        }}
      >
        {t('revertAllHint', { count: editCount })}
      </Confirm>
    </>
  );
}
