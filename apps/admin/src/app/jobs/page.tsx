import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JobsPage } from '../../features/jobs/components/jobs-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('jobs'))('title') };
}

export default function Page() {
  return <JobsPage />;
}
