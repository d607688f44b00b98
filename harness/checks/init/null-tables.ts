import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { judged, skipped } from '../../protocol/verdict.ts';

export default defineCheck<LiveCheck>({
	id: 'init.null-tables',
	title: 'init copes without tables',
	asserts:
		'A plugin that neither extracts nor parses does not read through `tables` in the input of init, which is NULL.',
	severity: 'error',
	capabilities: ['source', 'async'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'destroy'],
	explains: 'crash',
	deadlineMs: 60_000,
	why:
		'libs sinsp_plugin::init gives tables only to plugins that parse or extract. The C++ SDK reads through the pointer ' +
		'without a look at it (inputs.h table_init_input), so a source alone that is made with it crashes in init.',
	fix:
		'Check `in->tables` before you read through it. Where the fault is at a small address and the C++ SDK is yours: add the ' +
		'extraction or parsing capability, or use an SDK that has this mended.',
	async run({ plugin, settings, trying }) {
		if (plugin.has('extract') || plugin.has('parse')) {
			return skipped('the host gives tables to a plugin that extracts or parses');
		}
		await trying('init with tables NULL');
		const { state } = await plugin.init(settings.config);
		await plugin.destroy(state);
		return judged([], 'init with tables NULL');
	},
});
