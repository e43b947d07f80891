import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFor } from '../../../components/permitted.tsx';
import { StartPage } from '../../../features/recognitions/components/start-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recognitions'))('new') };
}

export default function Page() {
  return (
    <PageFor permission="operate">
      <StartPage />
    </PageFor>
  );
}
