/** Why a thing failed, as rows tell it. */
export function toFailure(row: { readonly errorCode: string | null; readonly errorMessage: string | null }) {
  return row.errorCode === null ? null : { code: row.errorCode, message: row.errorMessage ?? '' };
}
