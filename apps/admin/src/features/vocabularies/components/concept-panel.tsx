'use client';

import { ActionIcon, CloseButton, Group, Paper, Tabs, Title, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useUrlState } from '../../../lib/url-state.ts';
import { labelOf } from '../model/concept.ts';
import type { Concept } from '../model/concept.ts';
import type { Conflict, EditorConcept } from '../model/concept-edits.ts';
import classes from './concept-panel.module.css';
import { ConflictNotice } from './conflict-notice.tsx';
import { FacetsTab } from './facets-tab.tsx';
import { LabelsTab } from './labels-tab.tsx';
import { NotesTab } from './notes-tab.tsx';
import { PromptsTab } from './prompts-tab.tsx';

export interface TabProps {
  readonly one: EditorConcept;
  readonly concepts: readonly EditorConcept[];
  /** Languages with fields, the person's own first. */
  readonly languages: readonly string[];
  readonly isReadOnly: boolean;
  /** What is wrong, by field. */
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<Concept>) => void;
  readonly onAddLanguage: (language: string) => void;
}

interface Props extends TabProps {
  readonly conflicts: readonly Conflict[];
  readonly onRevert: () => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** In the order of the panel; a further view of a concept is a further line. */
const TABS = [
  { name: 'labels', Panel: LabelsTab },
  { name: 'notes', Panel: NotesTab },
  { name: 'prompts', Panel: PromptsTab },
  { name: 'facets', Panel: FacetsTab },
] as const;

/** Everything about the chosen concept. */
export function ConceptPanel({ conflicts, onRevert, onRemove, onClose, ...props }: Props) {
  const { one, languages, isReadOnly, onChange } = props;
  const t = useTranslations('vocabularies');
  const [tab, setTab] = useUrlState('tab');
  const open = TABS.some(({ name }) => name === tab) ? tab : TABS[0].name;
  return (
    <Paper withBorder component="section" className={classes.panel} aria-labelledby="concept-title" id="concept-panel">
      <Group justify="space-between" wrap="nowrap" align="flex-start" px="sm" pt="xs">
        <Title order={2} size="h4" id="concept-title">
          {labelOf(one.concept, languages) || t('panel.new')}
        </Title>
        <Group gap={2} wrap="nowrap">
          {isReadOnly || one.state === 'saved' ? null : (
            <Tooltip label={t('panel.revert')}>
              <ActionIcon variant="subtle" color="gray" aria-label={t('panel.revert')} onClick={onRevert}>
                <IconArrowBackUp size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
          {isReadOnly ? null : (
            <Tooltip label={t('remove.action')}>
              <ActionIcon variant="subtle" color="red" aria-label={t('remove.action')} onClick={onRemove}>
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
          <CloseButton aria-label={t('panel.close')} onClick={onClose} />
        </Group>
      </Group>
      {conflicts.length > 0 ? <ConflictNotice conflicts={conflicts} onTake={onChange} /> : null}
      <Tabs value={open} onChange={(value) => setTab(value === TABS[0].name ? null : value)} className={classes.tabs}>
        <Tabs.List px="xs">
          {TABS.map(({ name }) => (
            <Tabs.Tab key={name} value={name}>
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
