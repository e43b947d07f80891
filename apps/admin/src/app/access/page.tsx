import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFor } from '../../components/permitted.tsx';
import { AccessPage } from '../../features/access/components/access-page.tsx';
import { AuditPanel } from '../../features/audit/components/audit-panel.tsx';
import { WebhooksPanel } from '../../features/webhooks/components/webhooks-panel.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access'))('title') };
}

export default function Page() {
  return (
    <PageFor permission="administer">
      <AccessPage webhooks={<WebhooksPanel />} audit={<AuditPanel />} />
    </PageFor>
  );
}
