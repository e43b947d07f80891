import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EvaluationsPage } from '../../features/evaluations/components/evaluations-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('evaluations'))('title') };
}

export default function Page() {
  return <EvaluationsPage />;
}
