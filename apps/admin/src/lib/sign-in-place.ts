/** Pages for whoever has not signed in. */
const ENTRANCES: readonly string[] = ['/sign-in', '/join'];

/** Whether a page stands alone, without what needs an account. */
export function isEntrance(pathname: string): boolean {
  return ENTRANCES.includes(pathname);
}

/** Address of the page to sign in at that leads back. @param to path, query and fragment of this site */
export function signInPlace(to: string): string {
  return to === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ to }).toString()}`;
}

/**
 * Where to go after signing in: as was asked for, if it is a page of this site, and not one to sign in at.
 * @param to as the address has it: written by anybody
 */
export function wayBack(to: string | null, origin: string): string {
  if (to === null || !URL.canParse(to, origin)) return '/';
  const url = new URL(to, origin);
  return url.origin === origin && !isEntrance(url.pathname) ? url.pathname + url.search + url.hash : '/';
}

let isLeading = false;

/** Looks at an answer of the server: leads whoever is not signed in to where they can, once, and back here afterwards. */
export function noteStatus<T extends { readonly status: number }>(answer: T): T {
  if (answer.status === 401 && !isLeading) leadToSignIn();
  return answer;
}

function leadToSignIn(): void {
  const { pathname, search, hash } = window.location;
  if (isEntrance(pathname)) return;
  isLeading = true;
  window.location.replace(signInPlace(pathname + search + hash));
}
