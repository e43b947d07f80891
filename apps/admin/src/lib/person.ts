/** Where the browser keeps the name that a person gives themselves where nobody has to sign in. */
export const PERSON_KEY = 'actionary-person';

/** Name of the account that is signed in; null: none is known. */
let accountName: string | null = null;

/** From now on the account says who asks, or, with null, the person themselves. */
export function noteAccount(name: string | null): void {
  accountName = name;
}

/** Tells the API who asks: the product's own client, and the person where no account tells. */
export function callerHeaders(): Record<string, string> {
  const person = accountName === null ? keptPerson() : '';
  return {
    'apollographql-client-name': 'actionary-admin',
    // A header holds only Latin letters.
    ...(person === '' ? {} : { 'x-actionary-person': encodeURIComponent(person) }),
  };
}

/** The person's name: their account's, else their own; empty where they gave none. */
export function callerPerson(): string {
  return accountName ?? keptPerson();
}

function keptPerson(): string {
  try {
    return localStorage.getItem(PERSON_KEY)?.trim() ?? '';
  } catch {
    // A browser that keeps nothing: nobody is named.
    return '';
  }
}
