'use client';

import { MultiSelect, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { RecognizedRecipe } from '../../../components/use-recognized-recipes.ts';
import { Term } from '../../../components/term.tsx';
import { usePlaces } from '../api/use-report.ts';
import type { KnownChoice, Report } from '../api/use-report.ts';
import type { Scope } from '../model/report-choice.ts';
import { shareText } from '../model/time-text.ts';
import { useChoice } from './report-context.ts';
import classes from './reports.module.css';

interface Props {
  readonly recipes: readonly RecognizedRecipe[];
  readonly choice: KnownChoice;
  /** Null until it is there. */
  readonly report: Report | null;
}

/** Everything a report depends on; the address keeps it. */
export function ReportChoices({ recipes, choice, report }: Props) {
  const t = useTranslations('reports.choice');
  const [, set] = useChoice();
  // One that there is not can be taken back.
  const levelCount = report?.levelCount ?? choice.level ?? 0;
  return (
    <div className={`${classes.choices} screen-only`} role="group" aria-label={t('label')}>
      <Select
        label={t('recipe')}
        data={recipes.map(({ id, name }) => ({ value: id, label: name }))}
        value={choice.recipeId}
        onChange={(id) => {
          set('recipe', id);
          // They are of the other recipe's vocabulary.
          for (const name of ['level', 'start', 'element', 'class', 'cycle']) set(name, null);
        }}
        allowDeselect={false}
        searchable
      />
      <ScopeFields scope={choice} prefix="" />
      {levelCount > 1 || choice.level !== null ? (
        <Select
          label={t('level')}
          data={Array.from({ length: levelCount }, (_, index) => ({
            value: String(index + 1),
            label: t('levelOf', { level: index + 1 }),
          }))}
          placeholder={t('asRecognised')}
          value={choice.level === null ? null : String(choice.level)}
          onChange={(level) => set('level', level)}
          clearable
        />
      ) : null}
      <CycleStart choice={choice} report={report} />
      <Takt ms={choice.taktMs} />
      <div>
        <SegmentedControl
          aria-label={t('unit')}
          fullWidth
          data={(['seconds', 'minutes'] as const).map((value) => ({ value, label: t(value) }))}
          value={choice.unit}
          onChange={(unit) => set('unit', unit === 'seconds' ? null : unit)}
        />
      </div>
    </div>
  );
}

/** @param prefix of the names in the address */
export function ScopeFields({ scope, prefix }: { readonly scope: Scope; readonly prefix: string }) {
  const t = useTranslations('reports.choice');
  const [, set] = useChoice();
  const { data: places } = usePlaces();
  return (
    <>
      <Select
        label={t('station')}
        placeholder={t('allStations')}
        data={(places?.stations ?? []).map(({ id, path }) => ({ value: id, label: path.join(' ▸ ') }))}
        value={scope.stationId}
        onChange={(id) => set(`${prefix}station`, id)}
        searchable
        clearable
      />
      <MultiSelect
        label={t('libraries')}
        placeholder={scope.libraryIds.length === 0 ? t('allLibraries') : undefined}
        data={(places?.libraries ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={[...scope.libraryIds]}
        onChange={(ids) => set(`${prefix}libraries`, ids.join(',') || null)}
        searchable
        clearable
      />
      {(['from', 'until'] as const).map((part) => (
        <TextInput
          key={part}
          type="date"
          label={t(part)}
          value={scope[part] ?? ''}
          onChange={({ currentTarget }) => set(`${prefix}${part}`, currentTarget.value || null)}
        />
      ))}
    </>
  );
}

function CycleStart({ choice, report }: Pick<Props, 'choice' | 'report'>) {
  const t = useTranslations('reports');
  const locale = useLocale();
  const [, set] = useChoice();
  const starts = (report?.cycleStarts ?? []).map(({ concept, content, cycleCount, variation }) => ({
    value: concept.id,
    label: t('choice.startOf', {
      label: content?.label ?? concept.externalId,
      count: cycleCount,
      variation: shareText(variation, locale),
    }),
  }));
  // What comes rarely can begin cycles, too, if people say so.
  const others = (report?.elements ?? []).flatMap(({ concept, content }) =>
    concept && content && !starts.some(({ value }) => value === concept.id)
      ? [{ value: concept.id, label: content.label }]
      : [],
  );
  const groups = [
    { group: t('choice.proposed'), items: starts },
    { group: t('choice.otherStarts'), items: others },
  ];
  const proposed = report?.cycleStarts[0];
  return (
    <Select
      label={t('choice.start')}
      placeholder={
        proposed ? t('choice.startProposed', { label: proposed.content?.label ?? '' }) : t('choice.startUnknown')
      }
      data={groups.filter(({ items }) => items.length > 0)}
      value={choice.startId}
      onChange={(id) => set('start', id)}
      searchable
      clearable
    />
  );
}

const TYPING_MS = 400;

function Takt({ ms }: { readonly ms: number | null }) {
  const t = useTranslations('reports.choice');
  const [, set] = useChoice();
  const [value, setValue] = useState<string | number>(ms === null ? '' : ms / 1000);
  const keep = useDebouncedCallback(
    (next: string | number) => set('takt', next === '' ? null : String(next)),
    TYPING_MS,
  );
  return (
    <NumberInput
      label={<Term name="takt">{t('takt')}</Term>}
      placeholder={t('taktNone')}
      suffix={t('taktSuffix')}
      min={0}
      decimalScale={2}
      value={value}
      onChange={(next) => {
        setValue(next);
        keep(next);
      }}
    />
  );
}
