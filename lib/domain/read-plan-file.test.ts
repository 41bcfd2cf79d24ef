import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanJson } from './plan-repair/scan-json';
import { maxPlanBytes, readPlanFile } from './read-plan-file';
import { planWithRowPieces } from './test-plans';

const bytes = (text: string) => new TextEncoder().encode(text);
const sound = JSON.stringify(planWithRowPieces().json);

function reasonFor(file: Uint8Array): string {
  const read = readPlanFile(file);
  return read.ok ? 'accepted' : (read.refusal.issues[0]?.message ?? '');
}

describe('readPlanFile', () => {
  it('reads a plan, and one with a byte order mark, which it reports', () => {
    expect(readPlanFile(bytes(sound))).toMatchObject({ ok: true, value: { plan: { name: 'Altes Haus' } } });
    const marked = readPlanFile(bytes(`\ufeff${sound}`));
    if (!marked.ok) throw new Error('refused');
    expect(marked.value.defects[0]).toMatchObject({ code: 'BYTE_ORDER_MARK', path: '' });
    expect(marked.value.counts).toMatchObject({ BYTE_ORDER_MARK: 1, ROW_LABEL_REPEATED: 5 });
  });

  it.each([
    ['an empty file', bytes(''), /empty/],
    ['a blank file', bytes(' \n'), /empty/],
    ['a list', bytes('[1]'), /an object is needed/],
    ['a number', bytes('7'), /an object is needed/],
    ['half a file', bytes(sound.slice(0, 1000)), /no JSON/],
    ['NaN', bytes('{"size": NaN}'), /no JSON/],
    ['gzip', gzipSync(sound), /gzip/],
    ['zip', Uint8Array.of(0x50, 0x4b, 3, 4), /ZIP/],
    ['UTF-16', Buffer.from(`\ufeff${sound}`, 'utf16le'), /UTF-16/],
    ['UTF-16 without a mark', Buffer.from(sound, 'utf16le'), /UTF-16/],
    ['Latin-1', Buffer.from('{"name": "Bühne"}', 'latin1'), /not text in UTF-8/],
    ['an entity bomb', bytes('<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]>'), /XML/],
    ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), /SVG/],
    ['a property twice', bytes('{"name": "a", "size": {"width": 1, "width": 2}}'), /twice/],
    ['a property twice, once in disguise', bytes('{"name": "a", "n\\u0061me": "b"}'), /twice/],
    ['too many bytes', new Uint8Array(maxPlanBytes + 1), /at most 64000000/],
  ])('refuses %s with the reason', (_, file, reason) => {
    expect(reasonFor(file)).toMatch(reason);
  });

  it.each([
    ['lists', '['],
    ['objects', '{"a":'],
  ])('refuses megabytes of nested %s before building anything of them', (_, open) => {
    const start = performance.now();
    expect(reasonFor(bytes(open.repeat(10_000_000 / open.length)))).toMatch(/nested deeper/);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('refuses millions of tiny lists before they fill the memory', () => {
    expect(reasonFor(bytes(`{"zones":[${'[],'.repeat(9_000_000)}[]]}`))).toMatch(/more than 8000000 values/);
  });

  it('shows nothing of the file that a terminal would obey', () => {
    expect(reasonFor(bytes('\u001b[31m{'))).not.toContain('\u001b');
    const read = readPlanFile(bytes(sound.replace('"name"', '"\\u001b[31m": 1, "name"')));
    expect(JSON.stringify(read.ok && read.value.defects)).not.toMatch(/u001b/);
  });

  it('answers any bytes, also a plan with some of them changed', () => {
    const file = bytes(sound);
    const change = fc.tuple(fc.nat(file.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const changed = file.slice();
        for (const [index, byte] of changes) changed[index] = byte;
        const read = readPlanFile(changed);
        return read.ok || read.refusal.issues.length > 0;
      }),
      { numRuns: 400 },
    );
    fc.assert(fc.property(fc.uint8Array(), (any) => !readPlanFile(any).ok));
  });
});

describe('scanJson', () => {
  const limits = { maxDepth: 9, maxValues: 1000 };

  it('names the path of what is there twice', () => {
    const text = '{"a": [{"b": 1}, {"b": {"c": "x\\"y", "d": 2, "c": 3}}], "a\\\\": 1, "a": ","}';
    expect(scanJson(text, limits).duplicates).toEqual(['a.1.b.c', 'a']);
  });

  it('finds nothing in what one parser wrote', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => scanJson(text, limits).duplicates.length === 0),
    );
  });

  it('sees brackets, commas and quotes in texts for what they are', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[[\]{},:"\\a]*$/), (text) => {
        const { tooDeep, duplicates } = scanJson(JSON.stringify([text, { [text]: text, b: text }]), limits);
        return !tooDeep && duplicates.length === 0;
      }),
    );
  });
});
