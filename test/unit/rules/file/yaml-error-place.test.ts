import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../../../src/rules/file/yaml-parse.ts';

describe('where yaml-cpp gives up', () => {
	it.each([
		['- rule: r\n  desc: it is: bad\n', '1:13', 23],
		['- rule: r\n  output: user=%a.b: done\n', '1:19', 29],
		['- a: "x": y\n', '0:8', 8],
		['- a: b\n   c: d\n', '1:4', 11],
		['- rule r\n  condition: a\n', '1:11', 20],
		['- rule: r\n  o\n  priority: INFO\n', '2:10', 24],
		['- rule: r\n\tcondition: a\n', '1:0', 10],
		['- a: "\\q"\n', '0:8', 8],
		['- a: "\\xZZ"\n', '0:10', 10],
		['- rule: [a\n', '1:0', 11],
		['- a: {b: c\n- d\n', '2:0', 15],
		['- list: l\n  items: [x, "y"\n- macro: m\n', '2:0', 27],
		['- rule: r\n  tags: [a, b\n  desc: d\n', '2:6', 30],
		['- a: @b\n', '0:5', 5],
	])('%j: %s', (text, place, offset) => {
		const result = parseYaml(text);
		expect(result).toMatchObject({ ok: false, error: { mark: { offset } } });
		if (!result.ok) expect(`${result.error.mark.line}:${result.error.mark.column}`).toBe(place);
	});
});

it('says what to do about a second colon', () => {
	expect(parseYaml('- rule: r\n  desc: it is: bad\n')).toMatchObject({
		error: { message: "illegal map value: a value with ': ' in it, or ':' at its end, must be in quotes" },
	});
});
