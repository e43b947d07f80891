'use client';

import { Button, Checkbox, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { applyOperation } from '@actionary/inference/domain';
import { useFormatter, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { labelOfId } from '../model/concept.ts';
import { ConceptSelect } from './concept-select.tsx';
import type { DialogProps } from './editor-dialogs.tsx';

/** Several concepts become one of them: which stays, and whether the labels of the others become its synonyms. */
export function MergeDialog({ ids, contents, languages, onAct, onClose }: DialogProps) {
  const t = useTranslations('vocabularies.merge');
  const format = useFormatter();
  const tAction = useTranslations('common.action');
  const [added, setAdded] = useState<readonly string[]>([]);
  const [intoId, setIntoId] = useState(ids.find((id) => contents.get(id)?.status === 'active') ?? ids[0]!);
  const [keepLabels, setKeepLabels] = useState(true);
  const all = useMemo(() => [...new Set([...ids, ...added])], [ids, added]);
  const gone = all.filter((id) => id !== intoId);
  const label = (id: string) => labelOfId(contents, id, languages);
  const without = useMemo(() => new Set(all), [all]);
  const operation = { kind: 'merge', ids: gone, intoId, keepLabels } as const;
  const into = contents.get(intoId);
  const isPossible = gone.length > 0 && into?.status === 'active';
  const merged = isPossible ? applyOperation(contents, operation).get(intoId) : undefined;
  const synonyms = Object.values(merged?.altLabels ?? {}).flat();
  return (
    <Modal opened onClose={onClose} title={t('title')} centered size="md">
      <Stack gap="sm">
        <Radio.Group label={t('stays')} value={intoId} onChange={setIntoId}>
          <Stack gap={6} mt={6}>
            {all.map((id) => (
              <Radio
                key={id}
                value={id}
                label={label(id)}
                disabled={contents.get(id)?.status === 'deprecated'}
                data-autofocus={id === intoId || undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
        <ConceptSelect
          label={t('more')}
          contents={contents}
          languages={languages}
          without={without}
          value={null}
          onChange={(id) => id !== null && setAdded([...added, id])}
        />
        <Checkbox
          label={t('keepLabels')}
          checked={keepLabels}
          onChange={(event) => setKeepLabels(event.currentTarget.checked)}
        />
        <Text size="sm" aria-live="polite">
          {isPossible
            ? t('result', { into: label(intoId), gone: format.list(gone.map(label)), count: gone.length })
            : t('choose')}
          {isPossible && synonyms.length > 0 ? ` ${t('synonyms', { synonyms: format.list(synonyms) })}` : null}
        </Text>
        <Text size="sm" c="dimmed">
          {t('hint')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {tAction('cancel')}
          </Button>
          <Button disabled={!isPossible} onClick={() => onAct([operation], intoId)}>
            {t('action')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
