/**
 * A name of the plan (a section's, a floor's, a standing area's) in English: as the plan says it, else as can be seen of
 * a Korean one ("301구역" is "Section 301"), else as it stands.
 */
export function nameInEnglish(name: string, said: string | undefined): string {
  if (said !== undefined) return said;
  const [, section] = /^(.+)구역$/.exec(name) ?? [];
  if (section !== undefined) return `Section ${section}`;
  const [, level] = /^(\d+)층$/.exec(name) ?? [];
  return level === undefined ? name : `Level ${level}`;
}
