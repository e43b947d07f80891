import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PilotReportPage } from '../../../../features/evaluations/components/pilot-report-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('evaluations.pilot'))('title') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  return <PilotReportPage id={(await params).id} />;
}
