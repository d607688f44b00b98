import type { CheckReport } from '../report/model.ts';
import type { Allow } from './options.ts';

/**
 * Takes away the findings that the author has allowed with a reason, and reports an allowance that matched nothing, so that
 * it does not outlive its cause. A crash or hang cannot be allowed: it hides everything behind it.
 */
export function applyAllow(checks: readonly CheckReport[], allow: readonly Allow[]): CheckReport[] {
	const used = new Set<Allow>();
	const allowed = checks.map((check): CheckReport => {
		const rows = allow.filter((row) => row.check === check.id);
		if (rows.length === 0 || check.verdict === 'crash' || check.verdict === 'hang') return check;
		const covering = (message: string) =>
			rows.find(
				({ field }) => field === undefined || new RegExp(`(^|[^\\w.])${escapeRegExp(field)}($|[^\\w.])`).test(message),
			);
		const left = check.findings.filter((finding) => {
			const row = covering(finding.message);
			if (row) used.add(row);
			return row === undefined;
		});
		if (left.length === check.findings.length) return check;
		const reasons = [...new Set(rows.filter((row) => used.has(row)).map(({ reason }) => reason))].join('; ');
		const worst = left.some(({ severity }) => severity === 'error')
			? 'fail'
			: left.some(({ severity }) => severity === 'warning')
				? 'warning'
				: 'info';
		return { ...check, verdict: worst, findings: left, reason: `allowed in plugin-kit.yaml: ${reasons}` };
	});
	return allowed.map((check) => {
		const unused = allow.filter((row) => row.check === check.id && !used.has(row));
		if (unused.length === 0 || check.verdict === 'skipped' || check.verdict === 'crash' || check.verdict === 'hang') {
			return check;
		}
		const findings = unused.map((row) => ({
			severity: 'info' as const,
			message: `plugin-kit.yaml allows ${row.check}${row.field ? ` for ${row.field}` : ''}, and there is nothing to allow`,
			fix: 'Take the entry out of `allow:`.',
			reproduce: check.findings[0]?.reproduce ?? `plugin-kit test --check ${row.check}`,
		}));
		return {
			...check,
			verdict: check.verdict === 'pass' ? 'info' : check.verdict,
			findings: [...check.findings, ...findings],
		};
	});
}

function escapeRegExp(text: string): string {
	return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
