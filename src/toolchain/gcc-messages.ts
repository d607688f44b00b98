import { type Diagnostic, tidy } from './diagnostic.ts';

/** `src/a.c:12:5: error: ...`, also without a column; gcc, g++ and clang agree on it. */
const COMPILER = /^(.+?):(\d+):(?:(\d+):)? (fatal error|error|warning): (.*)$/;
/** `/usr/bin/ld: src/a.c:12: undefined reference to ...`, where the object has line numbers. */
const LINKER_AT_LINE = /^(?:\S*\bld: )?([^\s:(][^:(]*):(\d+): (undefined reference to .*|multiple definition of .*)$/;
/** `/usr/bin/ld: a.o: in function ...: (.text+0x1): undefined reference to ...`, and what has no place. */
const LINKER =
	/^\S*\bld(?:\.\w+)?: (?:(.+?):\(\S+\): )?(undefined reference to .*|cannot find .*|.*: (?:multiple definition|file not recognized|relocation).*)$/;
/** `cc: error: x.c: No such file or directory`; the summary that the driver adds to every failed link says nothing new. */
const DRIVER = /^(?:\S*\/)?(?:g?cc|[cg]\+\+|clang(?:\+\+)?)(?:-\d+)?: (?:fatal )?error: (.*)$/;
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
	const linker = LINKER.exec(text);
	if (linker !== null) return placeless(linker[2] ?? '', linker[1] ?? null);
	const driver = DRIVER.exec(text);
	if (driver !== null) return placeless(driver[1] ?? '');
	const make = MAKE.exec(text);
	return make !== null && !MAKE_SUMMARY.test(text) ? placeless(make[1] ?? '') : undefined;
}

function placeless(message: string, file: string | null = null): Diagnostic {
	return { severity: 'error', file, line: null, column: null, message };
}
