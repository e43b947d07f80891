'use client';

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { labelOfId } from '../model/concept.ts';
import { ConceptMultiSelect } from './concept-select.tsx';
import type { DialogProps } from './editor-dialogs.tsx';

/** Concepts that are not recognised any more, and what stands in their place. */
export function DeprecateDialog({ ids, contents, languages, onAct, onClose }: DialogProps) {
  const t = useTranslations('vocabularies.deprecate');
  const format = useFormatter();
  const tAction = useTranslations('common.action');
  const [replacedByIds, setReplacedByIds] = useState<readonly string[]>([]);
  const active = ids.filter((id) => contents.get(id)?.status === 'active');
  const without = useMemo(() => {
    const deprecated = [...contents.values()].filter(({ status }) => status === 'deprecated');
    return new Set([...ids, ...deprecated.map(({ id }) => id)]);
  }, [contents, ids]);
  const names = format.list(active.map((id) => labelOfId(contents, id, languages)));
  return (
    <Modal opened onClose={onClose} title={t('title', { label: names, count: active.length })} centered>
      <Stack gap="sm">
        <ConceptMultiSelect
          label={t('replacement')}
          description={t('replacementHint')}
          contents={contents}
          languages={languages}
          without={without}
          value={replacedByIds}
          onChange={setReplacedByIds}
        />
        <Text size="sm" c="dimmed" aria-live="polite">
          {t('result', { count: replacedByIds.length })}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {tAction('cancel')}
          </Button>
          <Button onClick={() => onAct(active.map((id) => ({ kind: 'deprecate', id, replacedByIds })))}>
            {t('action')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
