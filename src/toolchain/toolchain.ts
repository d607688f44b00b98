import type { Diagnostic } from './diagnostic.ts';
import type { Language } from './languages.ts';
import type { ProgramNeed } from './program.ts';

/** What plugin-kit knows of building plugins in a language. One file each. */
export interface Toolchain {
	language: Language;
	/** What its projects are built with. The build needs the program of its command and those that the command is known to call. */
	programs: readonly ProgramNeed[];
	/** Reads the messages of its compilers. */
	readDiagnostics(output: string): Diagnostic[];
}
