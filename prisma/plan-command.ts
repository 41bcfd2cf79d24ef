/**
 * Seating plans from the command line (built to dist/plan.mjs; `npm run plan -- …` builds it and runs it).
 * Ends with 0 when the plan is fine or was repaired, 1 when it is refused or cannot be stored, 2 when called wrongly.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { compileHall } from '@/lib/domain/hall';
import { maxPlanBytes, readPlanFile } from '@/lib/domain/read-plan-file';
import type { PlanInvalid, RepairedPlan } from '@/lib/domain/repair-seating-plan';
import type { Result } from '@/lib/domain/result';
import { type PlanCall, planHelp, readPlanCall } from './plan-call';
import { describeDefects, describeRefusal, reportOf } from './plan-report-text';
import { storePlan } from './store-plan';

const largeFileBytes = 2_000_000;

/** The file's bytes, or why it is not read at all, with the status to end with. */
function bytesOf(file: string): Uint8Array | { reason: string; status: number } {
  try {
    const found = statSync(file);
    if (!found.isFile()) return { reason: `${file} is no file.`, status: 2 };
    if (found.size > maxPlanBytes) {
      return { reason: `${file} has ${found.size} bytes; at most ${maxPlanBytes} are read.`, status: 1 };
    }
    return readFileSync(file);
  } catch (error) {
    return { reason: `${file} cannot be read: ${error instanceof Error ? error.message : error}`, status: 2 };
  }
}

function read(file: string, bytes: Uint8Array): Result<RepairedPlan, PlanInvalid> {
  const start = performance.now();
  const isLarge = bytes.length > largeFileBytes;
  if (isLarge) console.error(`Reading ${file}, ${(bytes.length / 1e6).toFixed(0)} MB …`);
  const plan = readPlanFile(bytes);
  if (isLarge) console.error(`Read in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
  return plan;
}

function describePlan({ plan }: RepairedPlan): string {
  const { name, seats, sections, categories, floors } = compileHall(plan);
  const parts = [
    counted(seats.length, 'seat', 'seats'),
    counted(sections.length, 'section', 'sections'),
    counted(categories.length, 'category', 'categories'),
  ];
  if (floors.length > 0) parts.push(`floors: ${floors.join(', ')}`);
  return `"${name}": ${parts.join(', ')}.`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

async function run(call: PlanCall): Promise<number> {
  const bytes = bytesOf(call.file);
  if ('reason' in bytes) {
    console.error(bytes.reason);
    return bytes.status;
  }
  const checked = read(call.file, bytes);
  if (call.report) {
    writeFileSync(call.report, `${JSON.stringify(reportOf(call.file, checked), null, 2)}\n`);
  }
  if (!checked.ok) {
    console.error(describeRefusal(call.file, checked.refusal));
    return 1;
  }
  console.log(describePlan(checked.value));
  console.log(describeDefects(checked.value, call.report));
  if (call.command === 'check') return 0;
  const plan = call.name === undefined ? checked.value.plan : { ...checked.value.plan, name: call.name };
  if (bytes.length > largeFileBytes) console.error('Storing …');
  const stored = await storePlan(call.venueId, plan);
  console[stored.ok ? 'log' : 'error'](stored.ok ? stored.value : stored.refusal);
  return stored.ok ? 0 : 1;
}

async function main(): Promise<number> {
  const call = readPlanCall(process.argv.slice(2));
  if (call.command === 'help') {
    console.log(planHelp);
    return 0;
  }
  if (call.command !== 'wrong') return run(call);
  console.error(`${call.reason}\n\n${planHelp}`);
  return 2;
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
