import { describe, expect, it } from 'vitest';
import { advise } from '../../../../../src/rules/ruleset/advice/advise.ts';
import { selectRules } from '../../../../../src/rules/ruleset/selection.ts';
import { probeFields } from '../../probe-events.ts';
import { probeLoader } from '../load-rows.ts';

const SOURCES = [{ name: 'probe_src', classes: probeFields().classes }];

const rule = (name: string, condition: string, source = 'probe_src') =>
	`- {rule: ${name}, desc: d, output: o, priority: INFO, source: ${source}, condition: ${JSON.stringify(condition)}}\n`;

/** What is said of a rules file, each as `kind rule: message`. */
function adviceOn(yaml: string, matching: 'first' | 'all' = 'first'): string[] {
	const loader = probeLoader();
	const loaded = loader.load({ name: 'f', text: yaml });
	if (!loaded.successful) throw new Error(loaded.errors[0]?.message);
	const order = selectRules(loader.ruleset.rules, [], 'Debug');
	return advise(loader.definitions, loader.ruleset, { sources: SOURCES, matching, order }).map(
		({ kind, message, context }) => `${kind} ${context.locations[1]?.itemName}: ${message}`,
	);
}

describe('advise', () => {
	it('has nothing to say of an ordinary ruleset', () => {
		const yaml = `- {list: users, items: [root, admin]}
- {macro: not_empty, condition: p.str exists}
${rule('a', 'not_empty and p.str in (users) and not p.path startswith /tmp')}${rule('b', 'p.str != root and p.str != admin and p.u64 > 5')}${rule('c', 'p.u64 in (1, 2) and p.list intersects (x, y)')}`;
		expect(adviceOn(yaml)).toEqual([]);
	});

	describe('on lists', () => {
		it('finds slips of a name and lone names with underscores', () => {
			const lists = '- {list: bad_users, items: [root]}\n';
			expect(
				adviceOn(
					lists + rule('a', 'p.str in (bad_user) and p.path in (good_paths)') + rule('b', 'p.str in (bad_users)'),
				),
			).toEqual([
				"unknown-list a: there is no list 'bad_user' (did you mean 'bad_users'?): Falco compares with the text 'bad_user'",
				"unknown-list a: there is no list 'good_paths': Falco compares with the text 'good_paths'. Put it in quotes if that is meant",
			]);
		});

		it('takes a name in quotes, or among others, for a value', () => {
			expect(adviceOn(rule('a', 'p.str in ("create_user") or p.path in (create_user, x)'))).toEqual([]);
		});

		it('finds lists that are nested too deep', () => {
			const lists = '- {list: one, items: [a]}\n- {list: two, items: [one]}\n- {list: three, items: [two]}\n';
			expect(adviceOn(lists + rule('a', 'p.str in (three)'))).toEqual([
				"unknown-list a: the list 'one' is not put in here, since it came from another list and Falco expands lists one level deep: Falco compares with the text 'one'",
			]);
		});
	});

	describe('on conditions that are never true', () => {
		it.each([
			['p.str = a and p.str = b', "'p.str = a' and 'p.str = b' are never true together"],
			['p.str in (a, b) and p.str in (c)', "'p.str in (a, b)' and 'p.str in (c)' are never true together"],
			['p.str = a and p.str != a', "'p.str = a' and 'p.str != a' are never true together"],
			['p.str = a and not p.str exists', "'p.str = a' and 'not p.str exists' are never true together"],
			[
				'p.str = a and (p.u64 = 1 or p.u64 = 2) and not p.str in (a, b)',
				"'p.str = a' and 'not p.str in (a, b)' are never true together",
			],
			['p.u64 < 0', "'p.u64 < 0' is never true: numbers have no sign in Falco"],
			['tolower(p.str) = Abc', "'tolower(p.str) = Abc' is never true: tolower(p.str) has no upper-case letters"],
			[
				'toupper(p.str) in (abc, d)',
				"'toupper(p.str) in (abc, d)' is never true: toupper(p.str) has no lower-case letters",
			],
			['basename(p.path) = a/b', "'basename(p.path) = a/b' is never true: basename(p.path) has no '/'"],
			['p.str = a and p.str in ()', "'p.str in ()' has no values to compare with"],
		])('%s', (condition, reason) => {
			expect(adviceOn(rule('r', condition))).toEqual([`never-true r: the condition can never be true: ${reason}`]);
		});

		it('tells when only an alternative is dead', () => {
			expect(adviceOn(rule('r', 'p.u64 = 1 or (p.str = a and p.str = b)'))).toEqual([
				"never-true r: a part of the condition can never be true: 'p.str = a' and 'p.str = b' are never true together",
			]);
		});

		it.each([
			'p.u64 = 42 and p.u64 = 042',
			'p.net4 = 10.0.0.0/8 and p.net4 = 10.1.0.0/16',
			'p.ip6 = ::1 and p.ip6 = 0:0:0:0:0:0:0:1',
			'p.list in (a) and p.list in (b)',
			'p.key[a] = x and p.key[b] = y',
			'tolower(p.str) in (Abc, abc)',
			'not p.str = a and not p.str exists',
		])('is silent on %s, which cannot be told from its form', (condition) => {
			expect(adviceOn(rule('r', condition)).filter((line) => line.startsWith('never-true'))).toEqual([]);
		});
	});

	it.each([
		['[a', true],
		['a[!]b', true],
		['[[:alpha:]', true],
		['[]a]', false],
		['[[:alpha:]]', false],
		['\\\\[a', false],
		['[a-c]*', false],
	])('on the glob pattern %j: dead is %j', (pattern, dead) => {
		expect(adviceOn(rule('r', `p.str glob "${pattern}"`)).length).toBe(dead ? 1 : 0);
	});

	describe('on rules that overlap', () => {
		it('finds shadowed rules where the first match counts', () => {
			const rules =
				rule('wide', 'p.str in (a, b)') + rule('narrow', 'p.str = a and p.u64 = 1') + rule('apart', 'p.str = c');
			expect(adviceOn(rules)).toEqual([
				"shadowed-rule narrow: whenever the rule matches, 'wide' before it matches too: with 'rule_matching: first' it never alerts",
			]);
			expect(adviceOn(rules, 'all')).toEqual([]);
			expect(adviceOn(rule('narrow', 'p.str = a and p.u64 = 1') + rule('wide', 'p.str in (a, b)'))).toEqual([]);
		});

		it('finds rules with the same condition, however they match', () => {
			const rules = rule('one', 'p.str = a') + rule('two', '(p.str = a)');
			expect(adviceOn(rules)).toEqual([
				"duplicate-condition two: the rule has the same condition as 'one': with 'rule_matching: first' it never alerts",
			]);
			expect(adviceOn(rules, 'all')).toEqual(["duplicate-condition two: the rule has the same condition as 'one'"]);
		});

		it.each([
			['p.str exists', 'p.str contains x'],
			['p.str != a', 'p.str = b'],
			['p.u64 = 1 or p.str = a', 'p.str = a and p.path = b'],
			['not p.str in (a, b)', 'p.str = c and p.u64 = 1'],
			['not (p.str = a and p.u64 = 1)', 'p.str = b'],
			['p.str = anyof (a, b)', 'p.str = a'],
		])('%s is wider than %s', (wide, narrow) => {
			expect(adviceOn(rule('wide', wide) + rule('narrow', narrow))).toHaveLength(1);
		});

		it.each([
			['p.str != a', 'not p.str = a'],
			['p.str exists', 'not p.str = a'],
			['p.str = a and p.u64 = 1', 'p.str = a'],
			['p.u64 in (1, 2)', 'p.u64 = 01'],
			['p.list in (a)', 'p.list intersects (a)'],
		])('%s is not wider than %s', (one, other) => {
			expect(adviceOn(rule('one', one) + rule('other', other))).toEqual([]);
		});
	});

	describe('on rules that Falco skips', () => {
		it('finds fields that no plugin has, and faults of the condition', () => {
			const rules =
				rule('a', 'nope.field exists and p.str = a and toupper(q.x) = Y', 'other') +
				rule('b', 'p.str =', 'other') +
				rule('c', 'p.str = a', 'other');
			const [fields, fault, ...others] = adviceOn(rules);
			expect(fields).toBe(
				"unchecked-field a: Falco skips the rule for its source 'other' without a look at its fields; no loaded plugin has 'nope.field', 'q.x'",
			);
			expect(fault).toMatch(
				/^unchecked-field b: Falco skips the rule for its source 'other', and its condition is wrong besides: expected/,
			);
			expect(others).toEqual([]);
		});

		it('tells a forgotten source from a rule on system calls', () => {
			const syscall = (name: string, condition: string) =>
				rule(name, condition, 'syscall').replace(' source: syscall,', '');
			expect(
				adviceOn(
					syscall('a', 'p.key[x] = y and evt.num > 1') +
						syscall('b', 'proc.name = bash and p.str = a') +
						syscall('c', 'evt.num > 1'),
				),
			).toEqual([
				"missing-source a: the rule names no source, so that Falco takes it for one on system calls and refuses its fields; they are those of 'probe_src': add 'source: probe_src'",
				'syscall-rule b: the rule is one on system calls, which Falco runs and plugin-kit does not',
				'syscall-rule c: the rule is one on system calls, which Falco runs and plugin-kit does not',
			]);
		});

		it('finds fields of outputs, which may have a tail', () => {
			const output = (text: string) => rule('a', 'p.str = a', 'other').replace('output: o', `output: "${text}"`);
			expect(adviceOn(output('%p.str.tail %evt.time: %p.key[x] %10p.u64'))).toEqual([]);
			expect(adviceOn(output('%q.str and %q.str'))).toEqual([
				"unchecked-field a: Falco skips the rule for its source 'other' without a look at its fields; no loaded plugin has 'q.str'",
			]);
		});
	});
});
