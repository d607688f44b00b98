import { type Diagnostic, tidy } from './diagnostic.ts';
import { readGccMessages } from './gcc-messages.ts';
import type { Toolchain } from './toolchain.ts';

/** `./main.go:5:2: undefined: x`, also as `vet: ./main.go:...`. */
const COMPILER = /^(?:vet: )?(\S+\.(?:go|s|mod)):(\d+):(?:(\d+):)? (.*)$/;
/** What the go command itself says: `go: github.com/...: no such host`, `package x is not in std`. */
const COMMAND = /^(?:go: (?!downloading |finding |extracting |added |upgraded )|package )(.*)$/;

/** Messages of the Go compiler, the go command, and of the C compiler behind cgo. */
export function readGoMessages(output: string): Diagnostic[] {
	const own = output
		.split('\n')
		.map(readLine)
		.filter((diagnostic) => diagnostic !== undefined);
	const places = new Set(own.map(({ file, line }) => `${file}:${line}`));
	return tidy([...own, ...readGccMessages(output).filter(({ file, line }) => !places.has(`${file}:${line}`))]);
}

function readLine(text: string): Diagnostic | undefined {
	const compiler = COMPILER.exec(text);
	if (compiler !== null) {
		const [, file = '', line, column, message = ''] = compiler;
		// What cgo passes on from the C compiler has a severity of its own.
		const inner = /^(fatal error|error|warning): (.*)$/.exec(message);
		return {
			severity: inner?.[1] === 'warning' ? 'warning' : 'error',
			file: file.replace(/^\.\//, ''),
			line: Number(line),
			column: column ? Number(column) : null,
			message: inner?.[2] ?? message,
		};
	}
	const command = COMMAND.exec(text);
	return command === null
		? undefined
		: { severity: 'error', file: null, line: null, column: null, message: text.replace(/^go: /, '') };
}

export const GO_TOOLCHAIN: Toolchain = {
	language: 'go',
	programs: [
		{
			name: 'go',
			versionArguments: ['version'],
			purpose: 'builds plugins written in Go',
			get: 'Install Go from https://go.dev/dl (1.17 or later; the packages of distributions are often old).',
		},
		{
			name: 'cc',
			versionArguments: ['--version'],
			purpose: 'compiles what cgo makes, which every Go plugin needs',
			get: 'Install a C compiler (Debian and Ubuntu: apt install gcc libc6-dev; Fedora: dnf install gcc).',
		},
	],
	readDiagnostics: readGoMessages,
};
