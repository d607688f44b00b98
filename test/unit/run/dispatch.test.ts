import { describe, expect, it } from 'vitest';
import { buildEvents, eventsSource, planOf, ran, rule, rulesWork } from './events-plan.ts';

const library = await buildEvents();
const source = (events: string) => eventsSource(library, events);

/** The numbers that alerts print, by rule or all. */
function numbers(lines: readonly string[]): string[] {
	return lines.map((line) => line.slice(line.indexOf('Warning ') + 8));
}

describe('dispatch by the values of fields', () => {
	it.each([1, 5, 6, 7, 13, 14, 15, 30])(
		'finds a value that is as long as a key of %i bytes makes it',
		async (length) => {
			const key = 'k'.repeat(length);
			const work = rulesWork(rule('one', `e.arg[${key}] = "${key}=57"`, '%e.num'));
			const { lines } = await ran(planOf([source('100')], work));
			expect(numbers(lines)).toEqual(['57']);
		},
	);

	it('finds values of several fields, of one field with several arguments, and of many rules', async () => {
		const many = Array.from({ length: 100 }, (_, n) => rule(`r${n}`, `e.tail = tail${n} and e.name = name3`, `%e.num`));
		const two = rule('two', 'e.arg[left] = "left=9" and e.arg[right] = "right=9"', 'two %e.num');
		const { lines } = await ran(planOf([source('40')], rulesWork([...many, two].join(''))));
		expect(numbers(lines)).toEqual(['3', 'two 9', '10', '17', '24', '31', '38']);
	});

	it('leaves out nothing where one rule has to be tried on every event', async () => {
		const text = rule('dispatched', 'e.kind = rare', 'a %e.num') + rule('always', 'e.num in (7, 40)', 'b %e.num');
		const { lines } = await ran(planOf([source('50')], rulesWork(text, { matching: 'all' })));
		expect(numbers(lines)).toEqual(['a 0', 'b 7', 'a 40', 'b 40']);
	});

	it('only counts events where no rule runs', async () => {
		const { messages, lines } = await ran(planOf([source('12345')], rulesWork('')));
		expect(lines).toEqual([]);
		expect(messages.find(({ kind }) => kind === 'summary')).toMatchObject({ events: 12345 });
	});

	it('comes to the alerts that evaluating every event comes to', async () => {
		const conditions = [
			'e.name = name3 and e.num > 20',
			'e.tail endswith 7 and not e.kind = common',
			'e.num in (5, 6, 30) or (e.even = true and e.tail contains l4)',
			'e.words intersects (w4, v7) and e.addr != 10.0.0.7',
			'e.odd glob "odd?3" and e.digits intersects (24)',
			'e.arg[left] = "left=40" or e.arg[right] startswith "right=11"',
		];
		const text = conditions
			.map((condition, n) => rule(`r${n}`, condition, `r${n} %e.num %e.tail %e.arg[left]`))
			.join('');
		const lines = async (more: Parameters<typeof rulesWork>[1]) =>
			(await ran(planOf([source('200')], rulesWork(text, { matching: 'all', ...more })))).lines;
		const screened = await lines({});
		// With coverage every event is evaluated.
		expect(screened).toEqual(await lines({ coverage: true }));
		expect(screened.length).toBeGreaterThan(30);
	});
});
