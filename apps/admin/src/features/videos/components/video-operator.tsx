'use client';

import { Anchor } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslations } from 'next-intl';
import { OperatorDialog } from '../../../components/operator-dialog.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import type { PageVideo } from './video-page.tsx';

/** The pseudonym of who works in the video; a click sets it. */
export function VideoOperator({ video: { id, operator } }: { readonly video: PageVideo }) {
  const t = useTranslations('operators');
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Permitted permission="curate">
        <Anchor component="button" type="button" size="sm" onClick={open}>
          {operator ? t('change', { pseudonym: operator.pseudonym }) : t('set')}
        </Anchor>
      </Permitted>
      {isOpen ? (
        <OperatorDialog videos={{ videoIds: [id] }} videoCount={1} currentId={operator?.id ?? null} onClose={close} />
      ) : null}
    </>
  );
}
