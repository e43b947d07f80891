'use client';

import { ActionIcon, Badge, Button, CloseButton, Group, Menu, Text, TextInput, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconClipboardText,
  IconDotsVertical,
  IconHistory,
  IconKeyboard,
  IconPlus,
  IconSearch,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { VocabularyContents } from '@actionary/inference/domain';
import type { CommandName, EditorCommands } from '../api/use-editor-commands.ts';
import type { EditorView } from '../api/use-editor-view.ts';
import { CommandMenu } from './command-menu.tsx';

interface Props {
  readonly view: EditorView;
  readonly commands: EditorCommands;
  readonly contents: VocabularyContents;
  readonly isReadOnly: boolean;
  /** What is seen and checked. */
  readonly settings: ReactNode;
  /** Whether all is saved. */
  readonly saving: ReactNode;
  /** Acts on the draft as a whole. */
  readonly children: ReactNode;
}

export function EditorToolbar({ view, commands, contents, isReadOnly, settings, saving, children }: Props) {
  const t = useTranslations('vocabularies');
  const isAll = view.search === '';
  const deprecated = [...contents.values()].filter(({ status }) => status === 'deprecated').length;
  return (
    <Group gap="xs" mb="sm" role="toolbar" aria-label={t('toolbar')}>
      <Search view={view} />
      <Text size="sm" c="dimmed" aria-live="polite">
        {isAll
          ? t('count', { count: contents.size - deprecated, deprecated })
          : t('countFound', { count: view.rows.length })}
      </Text>
      {isReadOnly ? (
        <Badge variant="default" size="lg" tt="none">
          {t('readOnly')}
        </Badge>
      ) : (
        <EditButtons commands={commands} />
      )}
      <Group gap="xs" ml="auto">
        {saving}
        {settings}
        {children}
      </Group>
    </Group>
  );
}

function Search({ view }: Pick<Props, 'view'>) {
  const t = useTranslations('vocabularies');
  return (
    <TextInput
      type="search"
      w={150}
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
  );
}

function EditButtons({ commands }: Pick<Props, 'commands'>) {
  const t = useTranslations('vocabularies');
  const { run: add } = commands.find('add');
  return (
    <Group gap={6}>
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
        {t('add')}
      </Button>
      <Menu position="bottom-start" shadow="md">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('commandMenu')}>
            <IconDotsVertical size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <CommandMenu commands={commands} />
      </Menu>
      <CommandButton name="paste" Icon={IconClipboardText} commands={commands} />
      <CommandButton name="undo" Icon={IconArrowBackUp} commands={commands} />
      <CommandButton name="redo" Icon={IconArrowForwardUp} commands={commands} />
      <CommandButton name="changes" Icon={IconHistory} commands={commands} />
      <CommandButton name="commands" Icon={IconKeyboard} commands={commands} />
    </Group>
  );
}

interface CommandButtonProps extends Pick<Props, 'commands'> {
  readonly name: CommandName;
  readonly Icon: Icon;
}

function CommandButton({ name, Icon, commands }: CommandButtonProps) {
  const { label, isEnabled, run } = commands.find(name);
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={label}
        data-disabled={!isEnabled || undefined}
        aria-disabled={!isEnabled}
        onClick={() => isEnabled && run()}
      >
        <Icon size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
