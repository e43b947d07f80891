'use client';

import { ActionIcon, Box, CloseButton, Group, Menu, Paper, Tabs, Text, Title } from '@mantine/core';
import { IconDotsVertical } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import type { ComponentType, FocusEvent, ReactNode } from 'react';
import type { VocabularyContents } from '@actionary/inference/domain';
import type { ConceptInput } from '../../../../generated/graphql.ts';
import type { EncoderChoice } from '../../../components/use-encoder-choice.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import type { NearConcept } from '../api/use-checks.ts';
import type { EditorCommands } from '../api/use-editor-commands.ts';
import type { Check } from '../model/checks.ts';
import { labelOf } from '../model/concept.ts';
import type { Concept, ExampleVideos } from '../model/concept.ts';
import type { EditorConcept } from '../model/typing.ts';
import { CheckLines } from './check-badge.tsx';
import { CommandMenu } from './command-menu.tsx';
import classes from './concept-panel.module.css';
import { FacetsTab } from './facets-tab.tsx';
import { LabelsTab } from './labels-tab.tsx';
import { NotesTab } from './notes-tab.tsx';
import { PromptsTab } from './prompts-tab.tsx';

/** What other features make of a version; put in by the page. */
export interface EditorSlots {
  /** How an encoder sees a concept as it is typed. */
  readonly EncoderView: ComponentType<{
    readonly versionId: string;
    readonly concept: ConceptInput;
    readonly onSaveExample?: (example: { videoId: string; startMs: number; endMs: number }) => void;
    /** What else there is to be said, above the moments. */
    readonly children: ReactNode;
  }>;
  /** A version as a file. */
  readonly ExportMenu: ComponentType<{ readonly versionId: string }>;
  /** Gives the draft what an older version said. */
  readonly RevertButton: ComponentType<{
    readonly vocabularyId: string;
    readonly version: { readonly id: string; readonly number: number };
  }>;
}

export interface TabProps {
  readonly one: EditorConcept;
  /** Id in the API; undefined for one that is not saved. */
  readonly conceptId: string | undefined;
  readonly versionId: string;
  readonly revision: number;
  readonly contents: VocabularyContents;
  /** Videos of the examples. */
  readonly videos: ExampleVideos;
  /** Languages with fields, the person's own first. */
  readonly languages: readonly string[];
  readonly isReadOnly: boolean;
  /** What is wrong with what is typed, by field. */
  readonly problems: Readonly<Record<string, string>>;
  readonly checks: readonly Check[];
  /** Concepts that the encoder sees near what is typed, nearest first. */
  readonly nearest: readonly NearConcept[];
  readonly encoderChoice: EncoderChoice;
  readonly commands: EditorCommands;
  readonly slots: EditorSlots;
  /** Address of another concept of the version. */
  readonly addressOf: (externalId: string) => string;
  /** What is typed: a step once the field is left. */
  readonly onChange: (change: Partial<Concept>) => void;
  /** What is chosen: a step at once. */
  readonly onSet: (change: Partial<Concept>) => void;
  readonly onAddLanguage: (language: string) => void;
}

interface Props extends TabProps {
  /** Concepts that are selected in the list: the panel edits only its own. */
  readonly selectedCount: number;
  readonly onCommit: () => void;
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

// Without fields that a key could be meant for: loaded when they are opened.
const EncoderTab = dynamic(async () => (await import('./encoder-tab.tsx')).EncoderTab);
const HistoryTab = dynamic(async () => (await import('./history-tab.tsx')).HistoryTab);

/** In the order of the panel; a further view of a concept is a further line. */
const TABS = [
  { name: 'labels', Panel: LabelsTab },
  { name: 'notes', Panel: NotesTab },
  { name: 'prompts', Panel: PromptsTab },
  { name: 'facets', Panel: FacetsTab },
  { name: 'encoder', Panel: EncoderTab },
  { name: 'history', Panel: HistoryTab },
] as const;

/** Everything about the chosen concept. */
export function ConceptPanel({ selectedCount, onCommit, onLeave, onClose, ...props }: Props) {
  const { one, languages, isReadOnly, commands, checks } = props;
  const t = useTranslations('vocabularies');
  const [tab, setTab] = useUrlState('tab');
  const open = TABS.some(({ name }) => name === tab) ? tab : TABS[0].name;
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) {
      // A new concept is a step once all that people want to say at first is said.
      if (!one.isNew) onCommit();
    } else onLeave();
  };
  return (
    <Paper
      withBorder
      component="section"
      className={classes.panel}
      aria-labelledby="concept-title"
      id="concept-panel"
      data-read-only={isReadOnly || undefined}
      onBlur={onBlur}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start" px="sm" pt="xs">
        <Title order={2} size="h4" id="concept-title">
          {labelOf(one.concept, languages) || t('panel.new')}
        </Title>
        <Group gap={2} wrap="nowrap">
          {isReadOnly ? null : (
            <Menu position="bottom-end" shadow="md">
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" aria-label={t('commandMenu')}>
                  <IconDotsVertical size={18} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <CommandMenu commands={commands} />
            </Menu>
          )}
          <CloseButton aria-label={t('panel.close')} onClick={onClose} />
        </Group>
      </Group>
      {selectedCount > 1 && !isReadOnly ? (
        <Text size="xs" c="dimmed" px="sm" role="note">
          {t('panel.onlyOne', { count: selectedCount, label: labelOf(one.concept, languages) || t('panel.new') })}
        </Text>
      ) : null}
      {checks.length > 0 ? (
        <Box px="sm" py={4} className={classes.checks} aria-label={t('check.label')} role="group">
          <CheckLines checks={checks} conceptKey={one.key} contents={props.contents} languages={languages} />
        </Box>
      ) : null}
      <Tabs value={open} onChange={(value) => setTab(value === TABS[0].name ? null : value)} className={classes.tabs}>
        <Tabs.List px="xs" className={classes.tabList}>
          {TABS.map(({ name }) => (
            <Tabs.Tab key={name} value={name} px={8}>
              {t(`tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map(({ name, Panel }) => (
          <Tabs.Panel key={name} value={name} className={classes.content}>
            {open === name ? <Panel key={one.key} {...props} /> : null}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Paper>
  );
}
