'use client';

import { CloseButton, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { TimeFields } from '../../../components/time-fields.tsx';
import { useSetInAddress } from '../../../lib/url-state.ts';
import { useTypedText } from '../../../lib/use-typed-text.ts';
import { useAuditActions } from '../api/use-audit.ts';
import { OUTCOMES } from '../model/audit-choice.ts';
import type { AuditChoice } from '../model/audit-choice.ts';
import classes from './audit.module.css';
import { useActionName } from './use-audit-words.ts';

/** Which entries are listed; the address holds it. */
export function AuditFilters({ choice }: { readonly choice: AuditChoice }) {
  const t = useTranslations('audit');
  const set = useSetInAddress();
  const nameOf = useActionName();
  const actions = useAuditActions();
  return (
    <div role="group" aria-label={t('filter.label')} className={classes.filters}>
      <TextFilter text={choice.text ?? ''} onText={(text) => set('text', text)} />
      <Select
        size="xs"
        label={t('column.action')}
        placeholder={t('filter.anyAction')}
        data={actions.map((value) => ({ value, label: nameOf(value) }))}
        value={choice.action}
        onChange={(action) => set('action', action)}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
        searchable
        clearable
      />
      <Select
        size="xs"
        label={t('column.outcome')}
        placeholder={t('filter.anyOutcome')}
        data={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
        value={choice.outcome}
        onChange={(outcome) => set('outcome', outcome)}
        clearable
      />
      <TimeFields times={choice} onTime={set} />
    </div>
  );
}

interface TextProps {
  readonly text: string;
  readonly onText: (text: string | null) => void;
}

/** What is typed is told a moment later. */
function TextFilter({ text, onText }: TextProps) {
  const t = useTranslations('audit.filter');
  const [typed, type] = useTypedText(text, onText);
  return (
    <TextInput
      size="xs"
      type="search"
      label={t('text')}
      placeholder={t('textHint')}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={typed ? <CloseButton size="xs" aria-label={t('clearText')} onClick={() => type('')} /> : null}
      value={typed}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      maxLength={200}
    />
  );
}
