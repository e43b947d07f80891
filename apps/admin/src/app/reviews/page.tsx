import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFor } from '../../components/permitted.tsx';
import { ReviewsPage } from '../../features/reviews/components/reviews-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reviews'))('title') };
}

export default function Page() {
  return (
    <PageFor permission="curate">
      <ReviewsPage />
    </PageFor>
  );
}
