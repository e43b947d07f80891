'use client';

import { Button, CloseButton, Group, Menu, Paper, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ownName } from '../../../lib/language-name.ts';
import type { EditorCommands } from '../api/use-editor-commands.ts';
import type { DraftEditor } from '../api/use-draft.ts';
import type { EditorView } from '../api/use-editor-view.ts';
import { bulkEdits } from '../model/bulk-edits.ts';
import type { BulkChange } from '../model/bulk-edits.ts';
import { VALUE_CLASSES } from '../model/facets.ts';
import { ValueClassMark } from './value-class-mark.tsx';

interface Props {
  readonly editor: DraftEditor;
  readonly view: EditorView;
  readonly commands: EditorCommands;
  readonly languages: readonly string[];
}

/** What can be done with several concepts at once; each is one step, taken back at once. */
export function SelectionBar({ editor, view, commands, languages }: Props) {
  const t = useTranslations('vocabularies');
  const { ids } = commands;
  const change = (bulk: BulkChange) => commands.act(bulkEdits(editor.contents, ids, bulk));
  return (
    <Paper withBorder px="sm" py={6} mb="xs" role="toolbar" aria-label={t('bulk.label')}>
      <Group gap="xs">
        <Text size="sm" fw={600} aria-live="polite">
          {t('bulk.count', { count: ids.length })}
        </Text>
        <BulkMenu label={t('facet.valueClass')}>
          {VALUE_CLASSES.map((value) => (
            <Menu.Item key={value} onClick={() => change({ kind: 'facet', facet: 'valueClass', values: [value] })}>
              <ValueClassMark values={[value]} />
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => change({ kind: 'facet', facet: 'valueClass', values: [] })}>
            {t('facet.none')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => commands.ask({ kind: 'facet', ids })}>{t('bulk.facet')}</Menu.Item>
        </BulkMenu>
        <Button size="compact-sm" variant="default" onClick={() => commands.ask({ kind: 'broader', ids })}>
          {t('bulk.broader')}
        </Button>
        <BulkMenu label={t('field.status')}>
          {(['deprecate', 'restore', 'remove'] as const).map((command) => (
            <Menu.Item key={command} disabled={!commands.find(command).isEnabled} onClick={commands.find(command).run}>
              {commands.find(command).label}
            </Menu.Item>
          ))}
        </BulkMenu>
        <BulkMenu label={t('field.prompts')}>
          <Menu.Item onClick={() => change({ kind: 'reviewed', isReviewed: true })}>{t('bulk.reviewed')}</Menu.Item>
          <Menu.Item onClick={() => change({ kind: 'reviewed', isReviewed: false })}>{t('bulk.unreviewed')}</Menu.Item>
        </BulkMenu>
        <BulkMenu label={t('bulk.language')}>
          {languages.flatMap((to) =>
            languages
              .filter((from) => from !== to)
              .slice(0, 3)
              .map((from) => (
                <Menu.Item key={`${from} ${to}`} onClick={() => change({ kind: 'copyLanguage', from, to })}>
                  {t('bulk.copyLanguage', { from: ownName(from), to: ownName(to) })}
                </Menu.Item>
              )),
          )}
          <Menu.Divider />
          {languages.map((language) => (
            <Menu.Item key={language} color="red" onClick={() => change({ kind: 'clearLanguage', language })}>
              {t('bulk.clearLanguage', { language: ownName(language) })}
            </Menu.Item>
          ))}
        </BulkMenu>
        <Button size="compact-sm" variant="default" onClick={commands.find('merge').run}>
          {commands.find('merge').label}
        </Button>
        <CloseButton ml="auto" aria-label={t('bulk.deselect')} onClick={view.deselect} />
      </Group>
    </Paper>
  );
}

function BulkMenu({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Menu shadow="md" position="bottom-start">
      <Menu.Target>
        <Button size="compact-sm" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
