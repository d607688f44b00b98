import type { Language } from '../toolchain/languages.ts';
import type { ScaffoldCapability } from './capabilities.ts';
import type { Variant } from './variants.ts';

/** What the presence of a file can depend on. */
export type Condition = ScaffoldCapability | Variant | 'rules';

/** A file of a template. Names ending in `.ejs` are rendered, all others are copied as they are. */
export interface TemplateFile {
	/** Below `templates/`. Names that npm leaves out of packages, such as `.gitignore`, are stored without their dot. */
	from: string;
	/** In the project; `NAME` stands for the plugin's name. */
	to: string;
	/** The file is there if the project has one of these; without it, always. */
	when?: readonly Condition[];
}

/** What a language brings to a new project. One file in `languages/` each. */
export interface Template {
	language: Language;
	/** Grows with every change of what it makes; a project records the version that made it. */
	version: number;
	/** Those that the language's SDK supports. */
	capabilities: readonly ScaffoldCapability[];
	files: readonly TemplateFile[];
	/** The build command; with `outputFlag`, that and the output are its last arguments. */
	build: { command: readonly string[]; output(name: string): string; outputFlag?: string };
	/** A line of the README: how the project's own tests are run. */
	unitTests: string;
	/** Where debug messages go, for the README. */
	debugOutput: string;
	/** What the project is built on, for messages: `plugin-sdk-go v0.8.3`. */
	sdk: string;
	/** Where the project is built in CI; old enough for the C library of Falco's images. */
	container: {
		image: string;
		/** Debian packages that the image lacks. */
		packages: readonly string[];
		environment: readonly (readonly [string, string])[];
		/** The command of the project's own tests. */
		unitTests: string;
	};
	/** Where it is developed. */
	devContainer: { image: string };
	/** Extensions of Visual Studio Code. */
	extensions: readonly string[];
}
