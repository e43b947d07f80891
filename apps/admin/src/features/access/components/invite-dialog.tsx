'use client';

import { Modal, Radio, Stack, Switch, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Role } from '../../../../generated/graphql.ts';
import { useProblemText } from '../../../lib/problem-text.ts';
import { useInviteAccount } from '../api/use-accounts.ts';
import { ROLES } from '../model/roles.ts';
import { FormFoot } from './form-foot.tsx';
import { LinkDialog } from './link-dialog.tsx';

const FIELDS = ['name', 'email'] as const;

/** Makes an account, and shows the link by which its owner comes in. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('access.account');
  const roles = useTranslations('common.role');
  const problems = useProblemText();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [seesVideos, setSeesVideos] = useState(true);
  const invite = useInviteAccount();
  if (invite.data) return <LinkDialog name={name} path={invite.data} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title={t('inviteTitle')} centered>
      <form
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate({ name, email, role, seesVideos });
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('name')}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={problems.at(invite.error, 'name')}
            maxLength={200}
            required
            data-autofocus
          />
          <TextInput
            label={t('email')}
            type="email"
            placeholder="tanaka@example.com"
            value={email}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            error={problems.at(invite.error, 'email')}
            maxLength={320}
            required
          />
          <Radio.Group label={t('column.role')} value={role} onChange={(value) => setRole(value as Role)}>
            <Stack gap="xs" mt={6}>
              {ROLES.map((each) => (
                <Radio key={each} value={each} label={roles(each)} description={t(`roleHint.${each}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Switch
            label={t('column.seesVideos')}
            description={t('seesVideosHint')}
            checked={seesVideos}
            onChange={({ currentTarget }) => setSeesVideos(currentTarget.checked)}
          />
          <FormFoot
            problem={problems.besides(invite.error, FIELDS)}
            action={t('makeLink')}
            isBusy={invite.isPending}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
