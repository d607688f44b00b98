import { FILE_CHECKS } from '../../../../../harness/checks/file/index.ts';
import type { FindingDraft, Severity } from '../../../../../harness/protocol/verdict.ts';
import type { Machine } from '../../../../../harness/subjects.ts';
import { readLibrary } from '../../../../../src/elf/library-file.ts';
import { falcoBehaviour } from '../../../../../src/falco/behaviour.ts';
import { DEPLOYMENT_IMAGES } from '../../../../../src/falco/images.ts';
import { libcLookup } from '../../../../../src/falco/libc-lookup.ts';

const HERE: Machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';

export interface Judgement {
	id: string;
	/** Worst first. */
	findings: (FindingDraft & { severity: Severity })[];
	skipped: string | undefined;
	tried: string | undefined;
}

const RANK: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Runs every check of the file on a library, for the machine that the tests run on. */
export function judgeFile(path: string, target: Machine = HERE): Judgement[] {
	const subject = {
		path,
		reading: readLibrary(path),
		target,
		images: DEPLOYMENT_IMAGES,
		libcLookup,
		falco: falcoBehaviour(),
	};
	return FILE_CHECKS.map((check) => {
		const outcome = check.judge(subject);
		const findings = outcome.kind === 'judged' ? outcome.findings : [];
		return {
			id: check.id,
			findings: findings
				.map((finding) => ({ ...finding, severity: finding.severity ?? check.severity }))
				.sort((a, b) => RANK[a.severity] - RANK[b.severity]),
			skipped: outcome.kind === 'skipped' ? outcome.reason : undefined,
			tried: outcome.kind === 'judged' ? outcome.tried : undefined,
		};
	});
}

/** The verdict that the worst finding makes. */
export function verdictOf({ findings }: Judgement): 'pass' | 'info' | 'warning' | 'fail' {
	const worst = findings[0]?.severity;
	if (worst === undefined) return 'pass';
	return worst === 'error' ? 'fail' : worst;
}
