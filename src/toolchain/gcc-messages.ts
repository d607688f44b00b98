import { type Diagnostic, tidy } from './diagnostic.ts';

/** `src/a.c:12:5: error: ...`, also without a column; gcc, g++ and clang agree on it. */
const COMPILER = /^(.+?):(\d+):(?:(\d+):)? (fatal error|error|warning): (.*)$/;
/** `/usr/bin/ld: src/a.c:12: undefined reference to ...`, where the object has line numbers. */
const LINKER_AT_LINE = /^(?:\S*\bld: )?([^\s:(][^:(]*):(\d+): (undefined reference to .*|multiple definition of .*)$/;
/** `a.c:(.text+0x1): undefined reference to ...`: objects without line numbers. */
const LINKER_IN_SECTION = /^(?:\S*\bld(?:\.\w+)?: )?([^\s:]+):\(\S+\): (.*)$/;
/** What the linker can't give a place. */
const LINKER = /^\S*\bld(?:\.\w+)?: (cannot find .*|.*: (?:multiple definition|file not recognized|relocation).*)$/;
/** `cc: error: x.c: No such file or directory`; that the linker failed says nothing new. */
const DRIVER =
	/^(?:\S*[/-])?(?:cc1|cc1plus|collect2|g?cc|[cg]\+\+|clang(?:\+\+)?)(?:-\d+)?: (?:fatal )?error: (?!ld returned )(.*)$/;
/** `make: *** No rule to make target ...`; that a target failed says nothing new. */
const MAKE = /^make(?:\[\d+\])?: \*\*\* (.*)$/;
const MAKE_SUMMARY = /\] Error \d+|Waiting for unfinished jobs/;

/** Messages of gcc, g++, clang, the linker, make. */
export function readGccMessages(output: string): Diagnostic[] {
	return tidy(
		output
			.split('\n')
			.map(readLine)
			.filter((diagnostic) => diagnostic !== undefined),
	);
}

function readLine(text: string): Diagnostic | undefined {
	const compiler = COMPILER.exec(text);
	if (compiler !== null) {
		const [, file = null, line, column, kind, message = ''] = compiler;
		return {
			severity: kind === 'warning' ? 'warning' : 'error',
			file,
			line: Number(line),
			column: column ? Number(column) : null,
			message,
		};
	}
	const atLine = LINKER_AT_LINE.exec(text);
	if (atLine !== null) {
		const [, file = null, line, message = ''] = atLine;
		return { severity: 'error', file, line: Number(line), column: null, message };
	}
	const inSection = LINKER_IN_SECTION.exec(text);
	if (inSection !== null) return placeless(inSection[2] ?? '', inSection[1] ?? null);
	const linker = LINKER.exec(text);
	if (linker !== null) return placeless(linker[1] ?? '');
	const driver = DRIVER.exec(text);
	if (driver !== null) return placeless(driver[1] ?? '');
	const make = MAKE.exec(text);
	return make !== null && !MAKE_SUMMARY.test(text) ? placeless(make[1] ?? '') : undefined;
}

function placeless(message: string, file: string | null = null): Diagnostic {
	return { severity: 'error', file, line: null, column: null, message };
}
