import type { RuleSelection } from '../../rules/ruleset/selection.ts';
import type { Section } from './section.ts';

const OPERATIONS = ['enable', 'disable'] as const;

/** `rules`: what is enabled and disabled after all rules files are loaded, in order. */
export function readRuleSelections(config: Section): RuleSelection[] {
	return config.sections('rules').flatMap((entry) => {
		const selections = OPERATIONS.flatMap((operation) => {
			const section = entry.section(operation);
			if (section === undefined) return [];
			const rule = section.text('rule');
			const tag = section.text('tag');
			section.finish();
			if (rule === undefined && tag === undefined)
				section.warn(section.node, `'${operation}' names neither rule nor tag`);
			return [{ operation, ...(rule === undefined ? {} : { rule }), ...(tag === undefined ? {} : { tag }) }];
		});
		entry.finish();
		return selections;
	});
}
