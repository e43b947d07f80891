'use client';

import { Tooltip } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { cloneElement } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { Permission } from '../../generated/graphql.ts';
import { useMay, useMayNot } from '../lib/use-viewer.ts';
import { EmptyState } from './empty-state.tsx';

interface ButtonProps {
  readonly component?: unknown;
  readonly href?: unknown;
  readonly type?: string;
  readonly onClick?: (event: { preventDefault: () => void }) => void;
  readonly 'aria-disabled'?: boolean;
  readonly 'data-disabled'?: boolean;
}

interface Props {
  readonly permission: Permission;
  /** One button, or a link that looks like one. */
  readonly children: ReactElement<ButtonProps>;
}

/**
 * A button that whoever may not sees, with the reason when they come to it, but that does nothing; so it is, without a reason, until
 * it is known who asks.
 */
export function Permitted({ permission, children }: Props) {
  const t = useTranslations('common.may');
  const isRefused = useMayNot(permission);
  if (useMay(permission)) return children;
  return (
    <Tooltip
      label={t(permission)}
      disabled={!isRefused}
      multiline
      maw={300}
      events={{ hover: true, focus: true, touch: true }}
    >
      {cloneElement(children, {
        component: 'button',
        href: undefined,
        type: 'button',
        'aria-disabled': true,
        'data-disabled': true,
        onClick: (event) => event.preventDefault(),
      })}
    </Tooltip>
  );
}

interface PartProps {
  readonly permission: Permission;
  readonly children: ReactNode;
}

/** What only those who may see at all, once they are known. */
export function OnlyFor({ permission, children }: PartProps) {
  return useMay(permission) ? children : null;
}

/** A page that is for those who may only: the others read why. */
export function PageFor({ permission, children }: PartProps) {
  const t = useTranslations('common');
  if (!useMayNot(permission)) return children;
  return (
    <EmptyState
      icon={IconLock}
      title={t('notFor')}
      hint={t(`may.${permission}`)}
      act={{ href: '/', label: t('state.toHome') }}
    />
  );
}
