'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Confirm } from './confirm.tsx';

/** Asks before a link, a reload or closing the tab throws away what has been typed. */
export function LeaveGuard({ isActive }: { readonly isActive: boolean }) {
  const t = useTranslations('common.unsaved');
  const router = useRouter();
  const [target, setTarget] = useState<string | null>(null);
  useEffect(() => {
    if (!isActive) return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const href = leavingLink(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(href);
    };
    window.addEventListener('beforeunload', onLeave);
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onLeave);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [isActive]);
  return (
    <Confirm
      isOpen={target !== null}
      title={t('title')}
      action={t('leave')}
      onClose={() => setTarget(null)}
      onConfirm={() => {
        setTarget(null);
        if (target !== null) router.push(target);
      }}
    >
      {t('hint')}
    </Confirm>
  );
}

/** Address of a link that leads from this page to another one in this tab; else null. */
function leavingLink(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link?.href || link.target === '_blank' || link.origin !== window.location.origin) return null;
  return link.pathname === window.location.pathname ? null : `${link.pathname}${link.search}`;
}
