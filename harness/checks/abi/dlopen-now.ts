import { defineCheck } from '../../define-check.ts';
import { quoted } from '../../protocol/describe-text.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { visibleLine } from '../../protocol/visible-text.ts';

/** Falco loads each file once offline and once per event source, so load time counts several times. */
const SLOW_LOAD_MS = 1000;

/** What to do about a dlerror text, by what it says. */
const REMEDIES: readonly { says: RegExp; fix: string }[] = [
	{
		says: /undefined symbol/,
		fix: 'Link the library or object file that defines the symbol; build with `-Wl,-z,defs` so that the linker reports it.',
	},
	{
		says: /version `?[A-Z_]+[\d.]+'? not found/,
		fix: 'Build in an older distribution, such as the one of the oldest image in which Falco runs with this plugin.',
	},
	{
		says: /cannot open shared object file/,
		fix: 'Link the missing library statically, or ship it where the dynamic loader of the deployment finds it.',
	},
	{
		says: /file too short|invalid ELF header|wrong ELF class/,
		fix: 'Build it again: the file is no shared object of this architecture.',
	},
];

export default defineCheck({
	id: 'abi.dlopen-now',
	title: 'the library loads with all symbols bound',
	asserts:
		'dlopen with RTLD_NOW and RTLD_LOCAL succeeds in a fresh process within one second and writes nothing to standard output.',
	severity: 'error',
	capabilities: 'all',
	profile: 'dev',
	stage: 'description',
	why: 'Falco 0.42 and later load plugins with RTLD_NOW | RTLD_LOCAL (libs plugin_load): one symbol that cannot be resolved, even on a path that never runs, keeps Falco from starting. Older releases bind lazily and crash at the first call instead. Standard output is where Falco writes alerts.',
	fix: 'Link everything that the code refers to, do slow work in plugin_init or plugin_open rather than in constructors, and log through log_fn.',
	judge({ description: { load, loadStdout, loadStderr } }) {
		if (load.kind === 'refused') {
			const remedy = REMEDIES.find(({ says }) => says.test(load.error));
			return judged([
				{
					message: `the dynamic loader refuses the library: ${visibleLine(load.error)}`,
					call: 'dlopen',
					expected: 'dlopen with RTLD_NOW | RTLD_LOCAL succeeds',
					observed: visibleLine(load.error, 1000),
					evidence: `Falco would say: cannot load plugin PATH: can't load plugin dynamic library: ${visibleLine(load.error, 1000)}`,
					...(remedy ? { fix: remedy.fix } : {}),
				},
			]);
		}
		const findings: FindingDraft[] = [];
		if (load.elapsedMs > SLOW_LOAD_MS) {
			findings.push({
				severity: 'warning',
				message: `loading the library took ${(load.elapsedMs / 1000).toFixed(1)} s`,
				call: 'dlopen',
				expected: 'at most 1 s',
				observed: `${Math.round(load.elapsedMs)} ms`,
				fix: 'Move slow work out of constructors and static initialisers into plugin_init or plugin_open.',
			});
		}
		if (loadStdout !== '') {
			findings.push({
				severity: 'warning',
				message: 'loading the library writes to standard output, where Falco writes its alerts',
				call: 'dlopen',
				expected: 'nothing on standard output',
				observed: quoted(loadStdout),
				fix: 'Do not print from constructors or static initialisers; log through log_fn once plugin_init is called.',
			});
		}
		if (loadStderr !== '') {
			findings.push({
				severity: 'warning',
				message: 'loading the library writes to standard error, past the log of Falco',
				call: 'dlopen',
				expected: 'nothing on standard error',
				observed: quoted(loadStderr),
				fix: 'Do not print from constructors or static initialisers; log through log_fn once plugin_init is called.',
			});
		}
		return judged(findings, `loaded in ${Math.round(load.elapsedMs)} ms`);
	},
});
