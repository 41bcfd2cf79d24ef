/** A page's query as Next hands it over. */
export type Query = Record<string, string | string[] | undefined>;

/** The first value of a query parameter; empty when it is missing. */
export function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
