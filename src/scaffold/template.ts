import type { Language } from '../toolchain/languages.ts';
import type { ScaffoldCapability } from './capabilities.ts';

/** A file of a template. Names ending in `.ejs` are rendered, all others are copied as they are. */
export interface TemplateFile {
	/** Below `templates/`. Names that npm leaves out of packages, such as `.gitignore`, are stored without their dot. */
	from: string;
	/** In the project; `NAME` stands for the plugin's name. */
	to: string;
	/** The file is there if the project has one of these; without it, always. */
	when?: readonly (ScaffoldCapability | 'rules')[];
}

/** What a language brings to a new project. One file in `languages/` each. */
export interface Template {
	language: Language;
	/** Grows with every change of what it makes; a project records the version that made it. */
	version: number;
	/** Those that the language's SDK supports. */
	capabilities: readonly ScaffoldCapability[];
	files: readonly TemplateFile[];
	build: { command: readonly string[]; output(name: string): string };
	/** A line of the README: how the project's own tests are run. */
	unitTests: string;
}
