import { type Diagnostic, tidy } from './diagnostic.ts';
import type { Toolchain } from './toolchain.ts';

/** `error[E0308]: mismatched types`; the place follows in a line of its own. */
const HEAD = /^(error|warning)(?:\[\w+\])?: (.*)$/;
const PLACE = /^\s*--> (.+?):(\d+):(\d+)$/;
/** What cargo says at the end of every failed build, and its counts of warnings. */
const SUMMARY =
	/^(?:could not compile|aborting due to|build failed|`.*` \(\w+\) generated \d+ warnings?|\d+ warnings? emitted)/;

/** Messages of rustc and cargo in their form for people. */
export function readCargoMessages(output: string): Diagnostic[] {
	const diagnostics: Diagnostic[] = [];
	let open: Diagnostic | undefined;
	for (const text of output.split('\n')) {
		const head = HEAD.exec(text);
		if (head !== null) {
			const [, severity, message = ''] = head;
			open = SUMMARY.test(message)
				? undefined
				: { severity: severity === 'warning' ? 'warning' : 'error', file: null, line: null, column: null, message };
			if (open !== undefined) diagnostics.push(open);
			continue;
		}
		const place = PLACE.exec(text);
		if (place === null || open === undefined || open.file !== null) continue;
		open.file = place[1] ?? null;
		open.line = Number(place[2]);
		open.column = Number(place[3]);
	}
	return tidy(diagnostics);
}

export const RUST_TOOLCHAIN: Toolchain = {
	language: 'rust',
	programs: [
		{
			name: 'cargo',
			versionArguments: ['--version'],
			purpose: 'builds plugins written in Rust',
			get: 'Install Rust from https://rustup.rs.',
		},
		{
			name: 'rustc',
			versionArguments: ['--version'],
			purpose: 'compiles plugins written in Rust',
			get: 'Install Rust from https://rustup.rs.',
		},
		{
			name: 'cc',
			versionArguments: ['--version'],
			purpose: 'links plugins written in Rust',
			get: 'Install a C compiler (Debian and Ubuntu: apt install gcc libc6-dev; Fedora: dnf install gcc).',
		},
	],
	readDiagnostics: readCargoMessages,
};
