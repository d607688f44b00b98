import { defineCheck } from '../../define-check.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { whenLoaded } from '../when-loaded.ts';

const DEVELOPMENT_ID = 999;
/** Blocks of IDs (plugins repository, docs/plugin-ids.md), each up to and including `last`. */
const BLOCKS = [
	{ last: 0x3fff_ffff, kind: 'public' },
	{ last: 0x7fff_ffff, kind: 'private' },
	{ last: 0xbfff_ffff, kind: 'reserved for the future' },
	{ last: 0xffff_ffff, kind: 'internal to Falco' },
] as const;

export default defineCheck({
	id: 'meta.id-range',
	title: 'the plugin ID is one that a plugin may have',
	asserts:
		'The ID is at most 2147483647. Up to 1073741823 it comes from the registry, 999 is for development, and the IDs above are for private use.',
	severity: 'error',
	capabilities: ['source'],
	profile: 'dev',
	stage: 'description',
	why: 'The ID is written into every event and decides to which plugin the event belongs. docs/plugin-ids.md of the plugins repository gives the blocks from 2147483648 on to nobody but Falco.',
	fix: 'Return 999 while developing, and the ID of the registry once the plugin is registered (plugin-kit registry next-id).',
	judge: whenLoaded(({ description: { id } }) => {
		if (!id) return judged([], 'no ID: the plugin has no event source of its own');
		const kind = BLOCKS.find(({ last }) => id <= last)?.kind ?? 'internal to Falco';
		const observed = `${id} (0x${id.toString(16)})`;
		const finding = (part: FindingDraft): FindingDraft => ({ call: 'plugin_get_id', observed, ...part });
		if (id === DEVELOPMENT_ID) {
			return judged([
				finding({
					severity: 'info',
					message: 'the plugin has the ID 999, which is for development only',
					expected: 'an ID of the registry before the plugin is published',
				}),
			]);
		}
		switch (kind) {
			case 'public':
				return judged([], `${id}, in the public block`);
			case 'private':
				return judged([
					finding({
						severity: 'info',
						message: `the ID ${id} is in the block for private use`,
						expected: 'an ID of the registry if the plugin is ever published',
					}),
				]);
			case 'reserved for the future':
			case 'internal to Falco':
				return judged([
					finding({
						message: `the ID ${id} is in a block that is ${kind}`,
						expected: 'at most 2147483647',
					}),
				]);
		}
	}),
});
