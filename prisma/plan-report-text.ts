import { type PlanDefect, type PlanProblem, planProblems } from '@/lib/domain/plan-repair/report';
import type { PlanInvalid, RepairedPlan } from '@/lib/domain/repair-seating-plan';
import type { Result } from '@/lib/domain/result';

/** Of each kind the terminal shows this many; the report has more. */
const shownOfAKind = 3;
const shownIssues = 20;

/** The defects by kind, with how often, and the first of each. */
export function describeDefects({ defects, counts }: RepairedPlan, report: string | undefined): string {
  const kinds = Object.entries(counts) as [PlanProblem, number][];
  if (kinds.length === 0) return 'No defects.';
  const total = kinds.reduce((sum, [, count]) => sum + count, 0);
  const where = report ? `All in ${report}.` : 'All with --report FILE.';
  const lines = kinds.flatMap(([code, count]) => {
    const first = defects.filter((defect) => defect.code === code).slice(0, shownOfAKind);
    const more = count > first.length ? [`      and ${count - first.length} more`] : [];
    return [`  ${code} (${count}): ${planProblems[code]}`, ...first.map(describeDefect), ...more];
  });
  return [`${total} ${total === 1 ? 'defect' : 'defects'}, repaired or let pass. ${where}`, ...lines].join(
    '\n',
  );
}

function describeDefect({ path, place, done }: PlanDefect): string {
  const where = [place, path && `at ${path}`].filter(Boolean).join(' ');
  return `      ${where ? `${where}: ` : ''}${done}`;
}

/** Why the plan is refused. */
export function describeRefusal(file: string, { issues }: PlanInvalid): string {
  const shown = issues
    .slice(0, shownIssues)
    .map(({ path, message }) => `  ${path ? `${path}: ` : ''}${message}`);
  const more = issues.length > shownIssues ? [`  and ${issues.length - shownIssues} more`] : [];
  // Paths and some messages quote the file, which may hold what a terminal would obey.
  return [`${file} is refused:`, ...shown, ...more].map((line) => line.replace(/\p{Cc}/gu, ' ')).join('\n');
}

/** What --report writes. */
export function reportOf(file: string, checked: Result<RepairedPlan, PlanInvalid>) {
  if (!checked.ok) return { file, accepted: false, issues: checked.refusal.issues };
  const { plan, counts, defects } = checked.value;
  return { file, accepted: true, name: plan.name, counts, defects };
}
