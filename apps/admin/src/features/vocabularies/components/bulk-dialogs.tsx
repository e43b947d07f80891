'use client';

import { Button, Group, Modal, Stack, TagsInput, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { bulkEdits } from '../model/bulk-edits.ts';
import { idsBelow, moveTo, siblingsAt } from '../model/tree-moves.ts';
import { ConceptSelect } from './concept-select.tsx';
import type { DialogProps } from './editor-dialogs.tsx';

const NO_SPLIT: string[] = [];

/** The same broader concept for several. */
export function BroaderDialog({ ids, contents, languages, onAct, onClose }: DialogProps) {
  const t = useTranslations('vocabularies');
  const [broaderId, setBroaderId] = useState<string | null>(null);
  const without = useMemo(() => new Set(ids.flatMap((id) => [id, ...idsBelow(contents, id)])), [contents, ids]);
  const index = siblingsAt(contents, broaderId).length;
  return (
    <BulkForm
      title={t('bulk.broaderTitle', { count: ids.length })}
      onApply={() => onAct(moveTo(contents, ids, { broaderId, index }) ?? [])}
      onClose={onClose}
    >
      <ConceptSelect
        label={t('field.broaderId')}
        placeholder={t('hint.noBroader')}
        contents={contents}
        languages={languages}
        without={without}
        value={broaderId}
        onChange={setBroaderId}
      />
    </BulkForm>
  );
}

/** A facet of one's own for several. */
export function FacetDialog({ ids, contents, onAct, onClose }: DialogProps) {
  const t = useTranslations('vocabularies');
  const [facet, setFacet] = useState('');
  const [values, setValues] = useState<string[]>([]);
  const name = facet.trim();
  return (
    <BulkForm
      title={t('bulk.facetTitle', { count: ids.length })}
      isPossible={name !== ''}
      onApply={() => onAct(bulkEdits(contents, ids, { kind: 'facet', facet: name, values }))}
      onClose={onClose}
    >
      <TextInput
        label={t('facet.newFree')}
        data-autofocus
        value={facet}
        onChange={(event) => setFacet(event.currentTarget.value)}
      />
      <TagsInput
        label={t('facet.values')}
        description={t('bulk.facetHint')}
        value={values}
        splitChars={NO_SPLIT}
        onChange={setValues}
      />
    </BulkForm>
  );
}

interface FormProps {
  readonly title: string;
  readonly isPossible?: boolean;
  readonly children: React.ReactNode;
  readonly onApply: () => void;
  readonly onClose: () => void;
}

function BulkForm({ title, isPossible = true, children, onApply, onClose }: FormProps) {
  const t = useTranslations('vocabularies.bulk');
  const tAction = useTranslations('common.action');
  return (
    <Modal opened onClose={onClose} title={title} centered>
      <Stack gap="sm">
        {children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {tAction('cancel')}
          </Button>
          <Button disabled={!isPossible} onClick={onApply}>
            {t('apply')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
