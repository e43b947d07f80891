'use client';

import { Alert, Button, Group, Modal, Radio, Skeleton, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { LibraryFragment, PictureBlur } from '../../../../generated/graphql.ts';
import { QueryView } from '../../../components/query-view.tsx';
import { useProblemText } from '../../../lib/problem-text.ts';
import { usePictureBlur, useSetPictureBlur } from '../api/use-privacy.ts';

interface Props {
  readonly library: LibraryFragment;
  readonly onClose: () => void;
}

/** What is blurred in the pictures of a library, and what is not. */
export function PrivacyDialog({ library, onClose }: Props) {
  const t = useTranslations('libraryPrivacy');
  const query = usePictureBlur(library.id);
  return (
    <Modal opened onClose={onClose} title={t('title', { name: library.name })} centered>
      <QueryView query={query} skeleton={<Skeleton h={240} aria-hidden />}>
        {(blur) =>
          blur ? <PrivacyForm id={library.id} blur={blur} onClose={onClose} /> : <Text size="sm">{t('gone')}</Text>
        }
      </QueryView>
    </Modal>
  );
}

const BLURS = ['none', 'faces', 'whole'] as const satisfies readonly PictureBlur[];

interface FormProps {
  readonly id: string;
  readonly blur: PictureBlur;
  readonly onClose: () => void;
}

function PrivacyForm({ id, blur, onClose }: FormProps) {
  const t = useTranslations('libraryPrivacy');
  const action = useTranslations('common.action');
  const problems = useProblemText();
  const [chosen, setChosen] = useState(blur);
  const save = useSetPictureBlur(id);
  const problem = problems.besides(save.error, []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(chosen, { onSuccess: onClose });
      }}
    >
      <Stack gap="md">
        <Radio.Group label={t('label')} value={chosen} onChange={(value) => setChosen(value as PictureBlur)}>
          <Stack gap="sm" mt={8}>
            {BLURS.map((each) => (
              <Radio key={each} value={each} label={t(`${each}.label`)} description={t(`${each}.hint`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Text size="xs" c="dimmed">
          {t('playback')}
        </Text>
        {problem ? (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {action('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {action('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
