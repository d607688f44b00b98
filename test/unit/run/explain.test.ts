import { describe, expect, it } from 'vitest';
import { buildEvents, eventsPlugin, eventsSource, planOf, ran, rule, rulesWork } from './events-plan.ts';

const library = await buildEvents();
const RULES = rule('rare', 'e.kind = rare and e.num > 50', 'n=%e.num') + rule('never', 'e.name = nobody', 'm=%e.num');

describe('explanations', () => {
	it('of a rule say of each event which parts held, with their values, up to the limit', async () => {
		const work = rulesWork(RULES, { explain: { rule: 'rare', event: 41, limit: 10 } });
		const { messages } = await ran(planOf([eventsSource(library, '100')], work));
		const explained = messages.filter((message) => message.kind === 'explained');
		expect(explained).toMatchObject([
			{
				rule: 'rare',
				event: 41,
				explanation: {
					holds: false,
					parts: [
						{ condition: 'e.kind = rare', holds: true, operands: [{ operand: 'e.kind', value: 'rare' }] },
						{ condition: 'e.num > 50', holds: false, isReached: true, operands: [{ operand: 'e.num', value: '40' }] },
					],
				},
			},
		]);
	});

	it('without a rule are those of the events that match', async () => {
		const work = rulesWork(RULES, { explain: { rule: null, event: null, limit: 1 } });
		const { messages, lines } = await ran(planOf([eventsSource(library, '200')], work));
		const explained = messages.flatMap((message) => (message.kind === 'explained' ? [message.event] : []));
		expect(explained).toEqual([81]);
		expect(lines).toHaveLength(3);
	});
});

describe('coverage', () => {
	it('counts how often each part was reached and held, and names fields that nothing reads', async () => {
		const work = rulesWork(RULES, { coverage: true });
		const { messages } = await ran(planOf([eventsSource(library, '100')], work));
		const [coverage] = messages.flatMap((message) => (message.kind === 'summary' ? [message.coverage] : []));
		expect(coverage?.rules).toMatchObject([
			{
				rule: 'rare',
				matched: 1,
				condition: {
					reached: 100,
					held: 1,
					parts: [
						{ condition: 'e.kind = rare', reached: 100, held: 3 },
						{ condition: 'e.num > 50', reached: 3, held: 1 },
					],
				},
			},
			{ rule: 'never', matched: 0, condition: { condition: 'e.name = nobody', reached: 100, held: 0 } },
		]);
		expect(coverage?.unreadFields).toContain('e.tail');
		expect(coverage?.unreadFields).not.toContain('e.num');
	});
});

describe('an extractor on the events of another plugin', () => {
	it('has its fields beside those of the source', async () => {
		const other = await buildEvents({ NAME: '"other"', SOURCE: '"other_src"' });
		const fields = eventsPlugin(other).fields.map((field) => ({ ...field, name: field.name.replace('e.', 'o.') }));
		const source = eventsSource(library, '100', {
			plugins: [eventsPlugin(library), eventsPlugin(other, { name: 'other', fields })],
		});
		const work = rulesWork(rule('both', 'e.kind = rare and o.num = 40', '%e.tail %o.name'));
		const { lines } = await ran(planOf([source], work));
		expect(lines).toEqual(['22:13:20.040000000: Warning tail40 name5']);
	});
});
