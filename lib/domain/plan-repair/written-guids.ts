/** Every seat_guid of a plan as it is written, wherever the plan can be read that far. */
export function writtenGuids(json: unknown): Set<string> {
  const guids = new Set<string>();
  for (const zone of listIn(json, 'zones')) {
    for (const row of listIn(zone, 'rows')) {
      for (const seat of listIn(row, 'seats')) {
        const guid = valueIn(seat, 'seat_guid');
        if (typeof guid === 'string' || typeof guid === 'number') guids.add(String(guid));
      }
    }
  }
  return guids;
}

function valueIn(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

function listIn(value: unknown, key: string): unknown[] {
  const found = valueIn(value, key);
  return Array.isArray(found) ? found : [];
}
