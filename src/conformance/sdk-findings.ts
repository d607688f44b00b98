import type { SharedObject } from '../../harness/subjects.ts';
import type { CheckReport, Finding } from '../report/model.ts';
import { verdictOf } from './results.ts';

/** The SDKs of the Falco project, as their users name them. */
type Sdk = 'plugin-sdk-go' | 'plugin-sdk-cpp' | 'falco_plugin';

/** Names that only the code of an SDK has: in full for Go, mangled for C++ and Rust. */
const MARKS: readonly { sdk: Sdk; symbol: RegExp }[] = [
	{ sdk: 'plugin-sdk-go', symbol: /^plugin_extract_fields_sync$|falcosecurity\/plugin-sdk-go\// },
	{ sdk: 'plugin-sdk-cpp', symbol: /^_Z\w*N13falcosecurity9_internal/ },
	{ sdk: 'falco_plugin', symbol: /^_(?:ZN|R)\w*12falco_plugin/ },
];

/** A defect of an SDK and how it shows: the check, and what its finding says. Reviewed; the causes are in facts/abi.md 5. */
interface SdkDefect {
	sdk: Sdk;
	check: string;
	match: RegExp;
	cause: string;
	/** Why Falco does not suffer from it; its findings are then no more than worth knowing. */
	harmless?: string;
}

const SDK_DEFECTS: readonly SdkDefect[] = [
	{
		sdk: 'plugin-sdk-go',
		check: 'init.failure-contract',
		match: /worker \d+ can't be stopped|stopped without being started/,
		cause:
			'extractor.Register (v0.8) counts a state whose init failed as one that extracts; fields.SetFields in its place avoids it',
	},
	{
		sdk: 'plugin-sdk-go',
		check: 'types.ip-v4mapped',
		match: /./,
		cause: 'SetValue passes on the bytes of a net.IP, and net.ParseIP gives 16 for IPv4; netip.Addr.AsSlice gives 4',
	},
	{
		sdk: 'plugin-sdk-cpp',
		check: 'init.null-tables',
		match: /./,
		cause:
			'init_input (0.4.0) reads through input->tables without looking whether it is NULL; from -O1 on it mostly does not',
	},
	{
		sdk: 'plugin-sdk-cpp',
		check: 'meta.strings-stable',
		match: /overwritten/,
		cause: 'name, version and the like share one buffer (0.4.0)',
		harmless: 'Falco copies each at once',
	},
	{
		sdk: 'plugin-sdk-cpp',
		check: 'async.dump-state',
		match: /owner/,
		cause: 'dump_state (0.2.2 to 0.4.0) hands the plugin to the handler instead of the owner',
	},
	{
		sdk: 'falco_plugin',
		check: 'extract.result-readable',
		match: /align/,
		cause: 'numbers are written into byte vectors (0.5), at any address',
		harmless: 'the processors that Falco runs on can read them',
	},
	{
		sdk: 'falco_plugin',
		check: 'extract.multi-field',
		match: /has another value/,
		cause:
			'numbers, truth values and lists lie in memory that is used again for the next field of the same call (0.5.1: the vectors of `extract_one` and `extract_many` are dropped)',
		harmless: 'Falco asks for one field a call',
	},
];

/** The SDK that a library was made with, as far as its symbols tell. */
export function sdkOf(object: Pick<SharedObject, 'symbols' | 'dynamicSymbols'>): Sdk | undefined {
	const all = [...object.dynamicSymbols, ...object.symbols];
	return MARKS.find(({ symbol }) => all.some(({ name }) => symbol.test(name)))?.sdk;
}

/**
 * Says beside the findings that an SDK causes that it is the SDK, and why. Those that Falco does not suffer from become infos; all others
 * stay as they are, and so does every crash and hang.
 */
export function nameSdkDefects(checks: readonly CheckReport[], sdk: Sdk | undefined): CheckReport[] {
	return checks.map((check) => {
		const rows = SDK_DEFECTS.filter((row) => row.sdk === sdk && row.check === check.id);
		const causing = (finding: Finding) => rows.find(({ match }) => match.test(textOf(finding)));
		const causes = new Set(check.findings.map(causing).filter((row) => row !== undefined));
		if (causes.size === 0) return check;
		const texts = [...causes].map(({ cause, harmless }) => (harmless ? `${cause}; ${harmless}` : cause));
		const reason = [check.reason, `your SDK, not you: ${texts.join('; ')} (${sdk})`].filter(Boolean).join('; ');
		if (check.verdict !== 'fail' && check.verdict !== 'warning') return { ...check, reason };
		const findings = check.findings.map((finding) =>
			causing(finding)?.harmless === undefined ? finding : { ...finding, severity: 'info' as const },
		);
		return { ...check, reason, findings, verdict: verdictOf(findings) };
	});
}

function textOf({ message, observed = '', evidence = '' }: Finding): string {
	return `${message}\n${observed}\n${evidence}`;
}
