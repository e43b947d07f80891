import { createFirstAccount, findInvited, useInvitation } from '@actionary/database';
import type { Database } from '@actionary/database';
import type { SignIn } from '../../shared/access/sign-in.ts';

/** Why a link does not lead in. */
export class JoinRefusal extends Error {
  override readonly name = 'JoinRefusal';
  readonly status: number;
  readonly code: string;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
    this.code = status === 404 ? 'NOT_FOUND' : 'INVALID';
  }
}

export interface Invitation {
  /** The first account is made: name and address are asked for, too. */
  readonly isFirst: boolean;
  readonly name: string | null;
  readonly email: string | null;
}

export interface Joining {
  readonly key: string;
  readonly password: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
}

/** Whom a link is for; `null` where it is not valid. */
export async function findInvitation(db: Database, key: string): Promise<Invitation | null> {
  const invited = await findInvited(db, key);
  return (
    invited && { isFirst: !invited.account, name: invited.account?.name ?? null, email: invited.account?.email ?? null }
  );
}

/** Chooses a password, for the first account or an invited one; the link leads nowhere then. @throws {JoinRefusal} */
export async function join(db: Database, signIn: SignIn, { key, password, name, email }: Joining) {
  const invited = await findInvited(db, key);
  if (!invited || invited.account?.isDisabled)
    throw new JoinRefusal(404, 'the link is not valid any more: ask for another one');
  const hash = await (await signIn.$context).password.hash(password);
  if (!invited.account) {
    const made = await createFirstAccount(db, { name: name ?? '', email: email ?? '' }, hash);
    if (!made.ok) throw new JoinRefusal(400, made.problem.message);
    return { account: made.value, password };
  }
  if (!(await useInvitation(db, invited.id, hash))) throw new JoinRefusal(404, 'the link has just been used');
  return { account: invited.account, password };
}
