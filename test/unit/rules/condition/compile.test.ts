import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../../../src/rules/condition/compile.ts';
import { EvaluationFailure } from '../../../../src/rules/condition/compile-failure.ts';
import { parseCondition } from '../../../../src/rules/condition/parse.ts';
import { shopEvents, shopFields } from '../shop-events.ts';

/** The verdicts for the three events (`T`, `F`, `X` where Falco ends), or the message of the refusal. */
function verdicts(condition: string): string {
	const parsed = parseCondition(condition);
	if (parsed.kind === 'error') return `parse: ${parsed.message}`;
	const fields = shopFields();
	const compiled = compileCondition(parsed.ast, fields);
	if (compiled.kind === 'error') return compiled.message;
	const batch = shopEvents(fields);
	return [0, 1, 2]
		.map((event) => {
			try {
				return compiled.evaluate(batch, event) ? 'T' : 'F';
			} catch (error) {
				if (error instanceof EvaluationFailure) return 'X';
				throw error;
			}
		})
		.join('');
}

function warnings(condition: string): string[] {
	const parsed = parseCondition(condition);
	if (parsed.kind === 'error') throw new Error(parsed.message);
	const compiled = compileCondition(parsed.ast, shopFields());
	if (compiled.kind === 'error') throw new Error(compiled.message);
	return [...parsed.warnings, ...compiled.warnings].map(({ kind, message }) => `${kind}: ${message}`);
}

const NUMERIC = 'operator not supported for numeric filters';
const LISTS = 'operator not supported list filters';
const ADDRESSES = 'operator not supported for ip address and network filters';

// Own rows on own events; the expectation follows from the section of the rules facts that heads the group. The three
// letters are the events: all values present, few, none.
const ROWS: Record<string, readonly (readonly [condition: string, verdicts: string])[]> = {
	'1.1 connectives, 1.4 missing values': [
		['shop.user exists', 'TTF'],
		['not shop.user exists', 'FFT'],
		['shop.user = ""', 'FTF'],
		['shop.user != ""', 'TFF'],
		['not shop.user = ""', 'TFT'],
		['not shop.user != ""', 'FTT'],
		['shop.user contains ""', 'TTF'],
		['shop.user = <NA>', 'FFF'],
		['shop.paid = true or shop.paid = false', 'TTF'],
		['shop.paid = true and shop.total > 1', 'TFF'],
		['shop.note exists or shop.total = 0 and shop.paid = false', 'TTF'],
		['(shop.note exists or shop.total = 0) and shop.paid = false', 'FTF'],
		['not not shop.note exists', 'TFF'],
		['not (shop.note exists and shop.paid = true)', 'FTT'],
		['evt.num = 2', 'FTF'],
		['evt.num > 0', 'TTT'],
	],
	'1.3 lookup': [
		['shop.nope = 1', 'filter_check called with nonexistent field shop.nope'],
		['shop.user.name exists', 'filter_check called with nonexistent field shop.user.name'],
		['later.user exists', 'FFF'],
		[
			'later.user[1] exists',
			"filter 'later.user[1]': later.user does not allow nor require an argument but one is provided: 1",
		],
		['evt.timefoo exists', 'filter_check called with nonexistent field evt.timefoo'],
		['evt.time[1] exists', 'filter_check called with nonexistent field evt.time[1]'],
		['evt.type exists', 'filter_check called with nonexistent field evt.type'],
		['shop.item exists', "filter 'shop.item': shop.item requires an argument but none provided"],
		['shop.item[0] = 0/-', 'TTT'],
		['shop.item[12] = 12/-', 'TTT'],
		['shop.item["12"] = 12/-', 'TTT'],
		['shop.item[01] exists', "filter 'shop.item[01]': shop.item has an invalid index argument starting with 0: 01"],
		[
			'shop.item[x] exists',
			"filter 'shop.item[x]': shop.item has an invalid index argument not composed only by digits: x",
		],
		['shop.item[18446744073709551615] = 18446744073709551615/-', 'TTT'],
		[
			'shop.item[18446744073709551616] exists',
			"filter 'shop.item[18446744073709551616]': shop.item has an index argument not representable on 64 bit: 18446744073709551616",
		],
		['shop.head = -/-', 'TTT'],
		['shop.head[a] = -/a', 'TTT'],
		['shop.head[7] = -/7', 'TTT'],
		['shop.head[""] = -/', 'TTT'],
		['shop.head[a=b,(c)] = "-/a=b,(c)"', 'TTT'],
		['shop.head["q\\"r"] = "-/q\\"r"', 'TTT'],
		['shop.head["a b"] exists', "filter 'shop.head[a b]': shop.head has unbalanced argument brackets"],
		['shop.head["a]b"] exists', 'filter_check called with nonexistent field shop.head[a]b]'],
		['shop.both[3] = 3/3', 'TTT'],
		['shop.both[03] = -/03', 'TTT'],
		['shop.both[x] = -/x', 'TTT'],
		[
			'shop.note[1] exists',
			"filter 'shop.note[1]': shop.note does not allow nor require an argument but one is provided: 1",
		],
	],
	'1.5 operators of strings': [
		['shop.user = "Anna Smith"', 'TFF'],
		['shop.user == "anna smith"', 'FFF'],
		['shop.user startswith Anna', 'TFF'],
		['shop.user endswith mith', 'TFF'],
		['shop.user endswith "x Anna Smith"', 'FFF'],
		['shop.user contains "na S"', 'TFF'],
		['shop.user icontains "NA s"', 'TFF'],
		['shop.note icontains NAÏVE', 'FFF'],
		['shop.note icontains naïve', 'TFF'],
		['shop.user < 5', 'FTF'],
		['shop.user >= 5', 'TFF'],
		['shop.user bcontains 41', "filter error: 'bcontains' operator not supported for string filters"],
		['shop.user bstartswith 41', "filter error: 'bstartswith' operator not supported for string filters"],
		['shop.user in ("Anna Smith", Bob)', 'TFF'],
		['shop.user in ("", Bob)', 'FTF'],
		['shop.user intersects ("Anna Smith")', 'TFF'],
		['shop.user in ()', 'FFF'],
		['not shop.user in ()', 'TTT'],
		[`shop.user = ${'x'.repeat(255)}`, 'FFF'],
		[`shop.user = ${'x'.repeat(256)}`, `filter parameter too long:${'x'.repeat(256)}`],
		['shop.user = "\\x00"', 'filter error: a constant may not contain NUL bytes'],
	],
	'1.5 patterns': [
		['shop.user glob "Anna*"', 'TFF'],
		['shop.user glob Anna', 'FFF'],
		['shop.user iglob "anna ?MITH"', 'TFF'],
		['shop.user glob "*"', 'TTF'],
		['shop.note glob "na??ve*"', 'TFF'],
		['shop.note glob "na?ve*"', 'FFF'],
		['shop.file glob "/srv/*/report.[a-d]sv"', 'TFF'],
		['shop.file glob "/srv/*.[^c]sv"', 'FFF'],
		['shop.user regex "Anna.*"', 'TFF'],
		['shop.user regex "Anna"', 'FFF'],
		['shop.user regex "[[:alpha:]]+ [[:upper:]][a-z]{4}"', 'TFF'],
		['shop.user regex ".*"', 'TTF'],
		['shop.note regex "na.ve.*"', 'FFF'],
		['shop.note regex "na.ve[^x]*"', 'TFF'],
		['shop.file regex "(/[a-z0-9]+)+[.]csv"', 'TFF'],
		[
			'shop.user regex "(?i)anna.*"',
			"invalid regular expression '(?i)anna.*': missing argument to repetition operator: ?",
		],
		['shop.user regex "\\\\d+"', "invalid regular expression '\\d+': invalid escape sequence: \\d"],
		['shop.user regex "\\xff"', "invalid regular expression '\ufffd': invalid UTF-8"],
		['shop.file pmatch (/srv)', 'TFF'],
		['shop.file pmatch (srv/data/)', 'TFF'],
		['shop.file pmatch (/sr)', 'FFF'],
		['shop.file pmatch (/etc, /srv/*/2024)', 'TFF'],
		['shop.file pmatch (/srv/data/2024/report.csv/x)', 'FFF'],
		['shop.user pmatch (/)', 'TTF'],
		['shop.file pmatch ()', 'FFF'],
	],
	'1.5 numbers': [
		['shop.total = 250', 'TFF'],
		['shop.total = 0250', 'TFF'],
		['shop.total = +250', 'TFF'],
		['shop.total != 250', 'FTF'],
		['shop.total >= 250', 'TFF'],
		['shop.total <= 0', 'FTF'],
		['shop.total < -1', 'TTF'],
		['shop.total > -1', 'FFF'],
		['shop.total < 18446744073709551616', 'TTF'],
		['shop.limit = 9007199254740993', 'TFF'],
		['shop.limit = 9007199254740992', 'FFF'],
		['shop.limit > 9007199254740992', 'TFF'],
		['shop.limit in (1, 9007199254740993)', 'TFF'],
		['shop.total = 0xFA', '0xFA is not a valid number'],
		['shop.total = abc', 'abc is not a valid number'],
		['shop.total = 2.5', '2.5 is not a valid number'],
		['shop.total = "250 "', '250  is not a valid number'],
		['shop.total = " 250"', 'TFF'],
		['shop.at >= 1650000000000000001', 'TFF'],
		['shop.at > 1650000000000000001', 'FFF'],
		['shop.took = 5s', '5s is not a valid number'],
		['shop.total contains 2', `filter error: 'contains' ${NUMERIC}`],
		['shop.total regex 2', `filter error: 'regex' ${NUMERIC}`],
		['evt.reltime = 3000000042', 'TTT'],
		['evt.rawtime.s = 1650000003', 'TTT'],
	],
	'1.5 truth values': [
		['shop.paid = true', 'TFF'],
		['shop.paid != true', 'FTF'],
		['shop.odd = true', 'FFF'],
		['shop.odd != false', 'TFF'],
		['shop.odd in (true, false)', 'FFF'],
		['shop.paid = yes', 'filter error: unrecognized boolean value yes'],
		['shop.paid > 0', `filter error: '>' ${NUMERIC}`],
	],
	'1.5 addresses and networks': [
		['shop.ip = 192.0.2.33', 'TFF'],
		['shop.ip != 192.0.2.34', 'TFF'],
		['shop.ip = ::1', 'FFF'],
		['shop.ip != ::1', 'TFF'],
		['shop.peer = fe80::a', 'TFF'],
		['shop.peer in (FE80:0::000a, 1.2.3.4)', 'TFF'],
		['shop.ip = 192.0.2', 'unrecognized IPv4 address 192.0.2'],
		['shop.ip = 192.0.2.033', 'unrecognized IPv4 address 192.0.2.033'],
		['shop.ip = host', 'unrecognized IPv6 address host'],
		['shop.ip = 192.0.2.0/24', 'unrecognized IPv4 address 192.0.2.0/24'],
		['shop.ip = fe80::1%eth0', 'unrecognized IPv6 address fe80::1%eth0'],
		['shop.ip startswith 192', `filter error: 'startswith' ${ADDRESSES}`],
		['shop.ip > 1', `filter error: '>' ${ADDRESSES}`],
		['shop.net = 172.16.0.0/12', 'TFF'],
		['shop.net = 172.16.0.0/16', 'TFF'],
		['shop.net = 172.17.0.0/16', 'FFF'],
		['shop.net = 0.0.0.0/0', 'TFF'],
		['shop.net != 172.16.0.0/12', 'FFF'],
		['shop.net != fe80::/10', 'TFF'],
		['shop.net in (10.0.0.0/8, 172.16.0.0/12)', 'TFF'],
		['shop.net6 = fe80::/10', 'TFF'],
		['shop.net6 = fe80::8/125', 'TFF'],
		['shop.net6 = ::/0', '::/0: invalid netmask length 0'],
		['shop.net = 172.16.0.0', 'unrecognized IP network 172.16.0.0'],
		['shop.net = 10/8', 'unrecognized IPv6 address 10'],
		['shop.net = 172.16.0.0/255.240.0.0', '172.16.0.0/255.240.0.0: invalid netmask length 255.240.0.0'],
	],
	'11.6 addresses of a wrong length': [
		['shop.broken exists', 'TFF'],
		['shop.broken = 1.2.3.4', 'XFF'],
		['shop.broken != 1.2.3.4', 'XFF'],
		['shop.broken = oneof (1.2.3.4)', 'XFF'],
		['shop.broken != anyof (1.2.3.4)', 'XFF'],
		['shop.broken = anyof (1.2.3.4)', 'FFF'],
		['shop.broken = allof ()', 'FFF'],
		['shop.broken in (1.2.3.4)', 'FFF'],
		['shop.ip = val(shop.broken)', 'FFF'],
		['shop.ip != val(shop.broken)', 'TFF'],
	],
	'1.5 modifiers': [
		['shop.user = oneof ("Anna Smith", Bob)', 'TFF'],
		['shop.user = oneof ("Anna Smith", "Anna Smith")', 'FFF'],
		['shop.user != anyof ("Anna Smith", Bob)', 'TTF'],
		['shop.user != allof ("Anna Smith", Bob)', 'FTF'],
		['shop.user != allof ()', 'FFF'],
		['shop.user contains allof (nn, Sm)', 'TFF'],
		['shop.user startswith anyof (B, A)', 'TFF'],
		['shop.user regex oneof ("A.*", "B.*", "[^B].*")', 'FFF'],
		['shop.total = anyof (1, 250)', 'TFF'],
		['shop.total != allof (1, 2)', 'TTF'],
		['shop.paid = anyof (true)', 'TFF'],
		['shop.net = anyof (10.0.0.0/8, 172.16.0.0/12)', 'TFF'],
		['shop.user = oneof', 'FFF'],
		['shop.tags = anyof (red)', `filter error: '=' ${LISTS}`],
	],
	'1.6 lists': [
		['shop.tags in (red, green)', 'TFF'],
		['shop.tags in (red)', 'FFF'],
		['shop.tags intersects (red)', 'TFF'],
		['shop.tags intersects (blue, green)', 'TTF'],
		['shop.tags in ()', 'FFF'],
		['shop.tags exists', 'TTF'],
		['shop.tags = red', `filter error: '=' ${LISTS}`],
		['shop.tags glob red', `filter error: 'glob' ${LISTS}`],
		['shop.sizes in (10, 20, 30)', 'TFF'],
		['shop.sizes intersects (20)', 'TFF'],
		['shop.sizes intersects (x)', 'x is not a valid number'],
		['shop.flags in (true)', 'TFF'],
		['shop.hops intersects (fe80::a)', 'TFF'],
		['shop.hops in (192.0.2.1, fe80::a)', 'TFF'],
		['shop.nets in (10.0.0.0/8)', 'TFF'],
		['shop.nets intersects (10.255.0.0/16)', 'TFF'],
		['shop.nets in (10.255.0.0/16)', 'FFF'],
	],
	'1.7 transformers': [
		['tolower(shop.user) = "anna smith"', 'TFF'],
		['toupper(shop.note) startswith NAïVE', 'TFF'],
		['b64(shop.code) = Secret', 'TFF'],
		['b64(shop.user) exists', 'FTF'],
		['basename(shop.file) = report.csv', 'TFF'],
		['basename(shop.user) = "Anna Smith"', 'TFF'],
		['len(shop.user) = 10', 'TFF'],
		['len(shop.user) = 0', 'FTF'],
		['len(shop.tags) = 3', 'TFF'],
		['len(shop.tags) = 0', 'FFF'],
		['len(shop.sizes) > 1', 'TFF'],
		['len(shop.total) = 1', "filter error: 'len' transformer not supported for type 'uint64'"],
		['concat(shop.user, "!") = "Anna Smith!"', 'TFF'],
		['concat(shop.user, shop.note) exists', 'TFF'],
		['concat(shop.user) exists', "filter error: 'concat' transformer takes at least 2 argument(s), 1 given"],
		['concat("a", "b") = ab', 'TTT'],
		['join("-", shop.tags) = red-green-red', 'TFF'],
		['join("-", (shop.user, "x")) = -x', 'FTF'],
		['join(",", ()) = ""', 'TTT'],
		['join(",", shop.sizes) = "10,20"', 'TFF'],
		['join(",", shop.user) exists', "filter error: the second argument of 'join' must be a list"],
		['tolower(shop.tags) intersects (red)', 'TFF'],
		['toupper(shop.roles) in (ADMIN)', 'TFF'],
		['tolower(toupper(b64(shop.code))) = secret', 'TFF'],
		['getopt(shop.args, "vn:o:") intersects (v)', 'TFF'],
		['getopt(shop.args, "vn:o:") in (v, o, file, n, 5, "?")', 'TFF'],
		['getopt(shop.args, "vn:o:") in (v, o, n, "?")', 'FFF'],
		['getopt(shop.args, "vn:o:")[n] = 5', 'TFF'],
		['getopt(shop.args, "vn:o:")[o] = file', 'TFF'],
		['getopt(shop.args, "vn:o:")[v] = v', 'TFF'],
		['getopt(shop.args, "vn:o:")[x] exists', 'FFF'],
		['getopt(shop.args, "vn:o:")[no] exists', "filter error: the subscript of 'getopt' must be one character"],
		['getopt(shop.args, "vn:o:")[""] exists', "filter error: the subscript of 'getopt' must be one character"],
		['getopt(shop.user, "v") exists', "filter error: the first argument of 'getopt' must be a list"],
		['getopt("v", "v") exists', "filter error: the first argument of 'getopt' must be a list"],
		['getopt(("-v"), ("v")) exists', "filter error: 'getopt' transformer not supported for lists"],
		['getopt(getopt(shop.args, "v"), "v") exists', "filter error: the first argument of 'getopt' must be a list"],
		['getopt(("-n", ""), "n") intersects (n)', 'TTT'],
		['getopt(("-t", "hello"), "t:")[t] = hello', 'TTT'],
		['getopt(("-t", "hello"), "t:") intersects (hello)', 'TTT'],
		['getopt(("-nthello"), "nt:") in (n, t, hello)', 'TTT'],
		['getopt(("-ta", "-tb"), "t:")[t] = b', 'TTT'],
		['getopt(("-t"), "t:")[t] = ""', 'TTT'],
		['getopt(("-t"), ":t:") in ("")', 'TTT'],
		['getopt(("-t"), "t:") intersects (t)', 'FFF'],
		['getopt(("-a:b"), "ab") in (a, "?", b)', 'TTT'],
		['getopt(("-ab"), "aa:b") in (a, b)', 'TTT'],
		['getopt(("-n", "--", "-t"), "nt") intersects (t)', 'FFF'],
		['getopt(("-n", "--long", "-t"), "nt") intersects (t)', 'TTT'],
		['getopt(("x", "-n"), "n") intersects (n)', 'FFF'],
		['getopt(("-u", shop.user), "u:")[u] = "Anna Smith"', 'TFF'],
		['getopt((shop.tags, "-u"), "u") exists', 'TTF'],
		// A list without elements is present: every one of them is in any list.
		['getopt(shop.tags, "v") exists', 'TTF'],
		['getopt(shop.tags, "v") in (x)', 'TTF'],
		['getopt(shop.tags, "v") in ()', 'TTF'],
		['getopt(shop.tags, "v") intersects (x)', 'FFF'],
		['getopt(shop.tags, "v") in val(shop.roles)', 'TFF'],
		['tolower(shop.user)[a] = a', "filter error: 'tolower' transformer does not support a subscript"],
		['tolower(shop.total) = a', "filter error: 'tolower' transformer not supported for type 'uint64'"],
		['b64(shop.tags) exists', 'FTF'],
		['b64(("YQ==", shop.code)) in (a, Secret)', 'TFF'],
		['basename(shop.tags) intersects (red)', 'TFF'],
		['basename(("/a/b", "c")) in (b, c)', 'TTT'],
		['tolower((shop.user)) = a', `filter error: '=' ${LISTS}`],
		['tolower(("A", "B")) exists', 'TTT'],
		['tolower((shop.user)) in ("anna smith")', 'TFF'],
		['len(("a", "b")) = 2', 'TTT'],
		['len((shop.tags, shop.user)) = 4', 'TFF'],
		['len(()) = 0', 'TTT'],
		['concat(len(shop.user), "x") = 10x', 'TFF'],
		['concat(shop.total, "x") exists', "filter error: 'concat' transformer not supported for type 'uint64'"],
		['concat(len(shop.tags), "x") exists', "filter error: 'concat' transformer not supported for type 'string'"],
		['concat(shop.user, ("x")) exists', "filter error: 'concat' transformer not supported for lists"],
		['join(shop.total, shop.tags) = red250green250red', 'TFF'],
		['join(shop.tags, ("x")) exists', "filter error: 'join' transformer not supported for lists"],
		['join(",", getopt(shop.args, "v")) exists', "filter error: the second argument of 'join' must be a list"],
		['join(",", toupper(shop.tags)) = "RED,GREEN,RED"', 'TFF'],
		['join(",", (shop.total, "x")) = "250,x"', 'TFF'],
		['join(",", (shop.sizes, "x")) = "10,20,x"', 'TFF'],
	],
	'1.8 fields on the right': [
		['shop.user = val(shop.user)', 'TTF'],
		['shop.user != val(shop.note)', 'TFF'],
		['shop.note != val(later.user)', 'FFF'],
		['shop.user startswith val(shop.user)', 'TTF'],
		['shop.user glob val(shop.user)', 'TTF'],
		['shop.total < val(shop.limit)', 'TFF'],
		['shop.total >= val(shop.total)', 'TTF'],
		['shop.total = val(shop.at)', 'filter error: cannot compare a uint64 with a abstime: the types must be the same'],
		['shop.total = len(shop.user)', 'FTF'],
		['shop.user = toupper(shop.user)', 'FTF'],
		['shop.peer != val(shop.ip)', 'TFF'],
		['shop.tags in val(shop.tags)', 'TTF'],
		['shop.tags intersects val(shop.roles)', 'FFF'],
		[
			'shop.user in val(shop.tags)',
			'filter error: cannot compare a string with a list of string: the types must be the same',
		],
		['shop.user regex val(shop.note)', "filter error: 'regex' operator not supported for field-to-field comparisons"],
		['shop.net = val(shop.net6)', "filter error: fields of type 'ipnet' cannot be compared with other fields"],
		['shop.user = val(shop.user)[0]', "filter error: 'val' transformer does not support a subscript"],
	],
};

describe('compileCondition', () => {
	for (const [section, rows] of Object.entries(ROWS)) {
		it.each(rows)(`holds or is refused as in Falco (${section}): %j`, (condition, expected) => {
			expect(verdicts(condition)).toBe(expected);
		});
	}

	it('has enough rows', () => {
		expect(Object.values(ROWS).flat().length).toBeGreaterThan(150);
	});

	it('refuses macros that nobody resolved', () => {
		expect(verdicts('shop.user = x and known_user')).toBe("filter error: unexpected identifier 'known_user'");
	});

	it('tells the fields that are read, in order, each once', () => {
		const parsed = parseCondition('shop.total > 1 and (shop.user = val(shop.note) or tolower(shop.user) = x)');
		if (parsed.kind === 'error') throw new Error(parsed.message);
		const compiled = compileCondition(parsed.ast, shopFields());
		expect(compiled).toMatchObject({ reads: [{ text: 'shop.total' }, { text: 'shop.user' }, { text: 'shop.note' }] });
	});

	it('says whether an unknown field is all that is wrong', () => {
		const of = (condition: string) => {
			const parsed = parseCondition(condition);
			return parsed.kind === 'parsed' ? compileCondition(parsed.ast, shopFields()) : parsed;
		};
		expect(of('shop.nope = 1')).toMatchObject({ kind: 'error', isUnknownField: true });
		expect(of('shop.item = 1')).toMatchObject({ kind: 'error', isUnknownField: false, at: { offset: 0 } });
	});

	// The part that Falco's compiler visited last before it saw what is wrong.
	it.each([
		['shop.user = x and shop.total = y', 31],
		['tolower(shop.total) = x', 8],
		['len(shop.user) contains 4', 4],
		['shop.total contains 4', 0],
		['shop.user = val(shop.total)', 16],
		['shop.user regex val(shop.note)', 20],
		['concat(shop.user, shop.nope) = x', 17],
		['join(",", (shop.user, shop.nope)) = x', 9],
		['shop.tags in ( shop.user )', -1],
		['shop.sizes in ( 1, x )', 14],
		['shop.user = tolower(toupper(shop.total))', 28],
	])('says where the compiler stands when it gives up: %j', (condition, offset) => {
		const parsed = parseCondition(condition);
		if (parsed.kind === 'error') throw new Error(parsed.message);
		const compiled = compileCondition(parsed.ast, shopFields());
		expect(compiled.kind === 'error' ? compiled.at.offset : -1).toBe(offset);
	});

	it('negates: a condition or its not holds, never both', () => {
		const rows = Object.values(ROWS)
			.flat()
			.filter(([, expected]) => /^[TF]{3}$/.test(expected));
		fc.assert(
			fc.property(fc.constantFrom(...rows), fc.constantFrom(...rows), ([left], [right]) => {
				const swap = (text: string) => text.replaceAll(/[TF]/g, (verdict) => (verdict === 'T' ? 'F' : 'T'));
				expect(verdicts(`not (${left})`)).toBe(swap(verdicts(left)));
				expect(verdicts(`not ((${left}) and (${right}))`)).toBe(verdicts(`not (${left}) or not (${right})`));
			}),
			{ numRuns: 60 },
		);
	});
});

describe('warnings of conditions', () => {
	it.each([
		// 1.9
		['shop.user = shop.note', "falco: 'shop.note' may be a valid field wrongly interpreted as a string value"],
		['shop.user = "shop.head[a]"', "falco: 'shop.head[a]' may be a valid field wrongly"],
		['shop.user = "tolower(shop.user)"', "falco: 'tolower(shop.user)' may be a valid field transformer wrongly"],
		['shop.user regex abc', "falco: 'abc' has no special regex characters: consider using '='"],
		['shop.user regex "^abc$"', "consider using '='"],
		['shop.user regex "abc.*"', "consider using 'startswith'"],
		['shop.user regex ".+abc"', "consider using 'endswith'"],
		['shop.user regex ".*abc.*"', "consider using 'contains'"],
		// quirks
		['shop.user > 5', "quirk: '>' compares strings byte by byte"],
		['shop.total = -1', 'quirk: Falco compares with 18446744073709551615 where -1 is written'],
		['shop.net = 10.0.0.0/264', 'quirk: Falco reads 10.0.0.0/264 as a network of 8 bits'],
		['shop.user in ()', 'quirk: an empty list is never matched'],
		['shop.user != anyof (a, b)', "quirk: '!= anyof' with several values is true for every value"],
		['shop.user in abc', "quirk: 'abc' is one value, as if in parentheses"],
		['shop.user inabc', "quirk: 'in' ends here, though no blank follows it"],
		['shop.user globin (a)', "quirk: 'globin' is read as 'in'"],
		['shop.user = "a\\ b"', 'quirk: a backslash before a blank is kept'],
		// 1.6, 11.1 and 11.5
		['tolower(shop.tags) in (red)', 'divergence: tolower() of a list: Falco adds a NUL to every element'],
		['b64(shop.tags) exists', 'divergence: b64() of a list: Falco adds a NUL to every element'],
		['basename(("a")) exists', 'divergence: basename() of a list: Falco adds a NUL to every element'],
		['shop.user in toupper(shop.user)', "divergence: 'in' with toupper() on the right: Falco adds a NUL to its value"],
		['len(getopt(shop.args, "v")) = 1', 'divergence: len() of getopt(): Falco ends with an exception'],
		['concat(len(shop.user), "x") exists', 'divergence: concat() of uint64 values: Falco joins their raw bytes'],
		[
			'join(",", (shop.sizes)) exists',
			'divergence: a list of uint64 within a list: Falco takes its first element only',
		],
		['join(",", (shop.ip)) exists', 'divergence: a ipaddr within a list: Falco takes its raw bytes'],
		['join(",", shop.sizes) exists', 'divergence: join() of uint64 values: Falco joins their raw bytes'],
		['tolower(concat(shop.user, "a")) = val(shop.note)', 'divergence: Falco crashes when it evaluates concat()'],
	])('%j', (condition, expected) => {
		expect(warnings(condition).join('\n')).toContain(expected);
	});

	it.each([
		'join(",", (shop.total, "x")) exists',
		'shop.user = toupper(shop.user)',
		'shop.user = abc',
		'shop.user regex "a.*c"',
		'shop.user = concat(shop.note, "a")',
		'shop.total > 042',
	])('are not given without a reason: %j', (condition) => {
		expect(warnings(condition)).toEqual([]);
	});
});
