import type { Check } from '../../harness/define-check.ts';
import type { FindingDraft, Outcome, Severity, Verdict } from '../../harness/protocol/verdict.ts';
import type { CheckReport, Finding } from '../report/model.ts';

const RANK: Record<Severity, number> = { info: 0, warning: 1, error: 2 };
const VERDICT_OF: Record<Severity, Verdict> = { info: 'info', warning: 'warning', error: 'fail' };

/** Turns a draft into a finding: fills in the catalogue's severity and advice, and the command that reproduces it. */
function complete(check: Check, draft: FindingDraft, reproduce: string): Finding {
	return { ...draft, severity: draft.severity ?? check.severity, fix: draft.fix ?? check.fix, reproduce };
}

/** The verdict of findings: that of the worst. */
export function verdictOf(findings: readonly Finding[]): Verdict {
	const worst = findings.reduce<Severity | undefined>(
		(so_far, { severity }) => (so_far === undefined || RANK[severity] > RANK[so_far] ? severity : so_far),
		undefined,
	);
	return worst === undefined ? 'pass' : VERDICT_OF[worst];
}

/** Collects one report per check, each given exactly once. */
export class Results {
	readonly #reports = new Map<string, CheckReport>();
	readonly #reproduceOf: (id: string) => string;
	readonly #onReport: (report: CheckReport) => void;

	constructor(reproduceOf: (id: string) => string, onReport: (report: CheckReport) => void) {
		this.#reproduceOf = reproduceOf;
		this.#onReport = onReport;
	}

	has(id: string): boolean {
		return this.#reports.has(id);
	}

	get(id: string): CheckReport | undefined {
		return this.#reports.get(id);
	}

	outcome(check: Check, outcome: Outcome, durationMs: number): void {
		switch (outcome.kind) {
			case 'judged': {
				const findings = outcome.findings.map((draft) => complete(check, draft, this.#reproduceOf(check.id)));
				this.#set(check, { verdict: verdictOf(findings), tried: outcome.tried ?? null, durationMs, findings });
				break;
			}
			case 'skipped':
				this.skip(check, outcome.reason);
				break;
			case 'not-measured':
				this.#set(check, { verdict: 'not-measured', reason: outcome.reason, durationMs });
				break;
		}
	}

	skip(check: Check, reason: string): void {
		this.#set(check, { verdict: 'skipped', reason });
	}

	/** The plugin ended its process, or did not come back. */
	death(check: Check, verdict: 'crash' | 'hang', draft: FindingDraft, durationMs: number): void {
		const finding = complete(check, { severity: 'error', ...draft }, this.#reproduceOf(check.id));
		this.#set(check, { verdict, durationMs, findings: [finding] });
	}

	/** A bug of plugin-kit: says nothing about the plugin. */
	broken(check: Check, message: string): void {
		this.#set(check, { verdict: 'error', reason: message });
	}

	/** Reports in the order of these checks. */
	inOrder(checks: readonly Check[]): CheckReport[] {
		return checks.map((check) => this.#reports.get(check.id) ?? missing(check));
	}

	#set(check: Check, part: Pick<CheckReport, 'verdict'> & Partial<CheckReport>): void {
		const report: CheckReport = {
			id: check.id,
			title: check.title,
			reason: null,
			tried: null,
			durationMs: 0,
			findings: [],
			...part,
		};
		this.#reports.set(check.id, report);
		this.#onReport(report);
	}
}

function missing(check: Check): CheckReport {
	const reason = 'the run ended before this check had a verdict';
	return { id: check.id, title: check.title, verdict: 'error', reason, tried: null, durationMs: 0, findings: [] };
}
