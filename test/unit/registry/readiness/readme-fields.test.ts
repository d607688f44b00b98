import { describe, expect, it } from 'vitest';
import { libraryFacts } from '../../../../src/registry/library.ts';
import { judgeReadmeFields } from '../../../../src/registry/readiness/readme-fields.ts';
import { description } from '../fixtures/description.ts';
import { verdicts } from '../fixtures/outcome.ts';

const { fields } = libraryFacts(description(), 'libbuoy.so');
const README = `# Buoy

<!-- README-PLUGIN-FIELDS -->
|      NAME      |      TYPE       |       ARG       |    DESCRIPTION     |
|----------------|-----------------|-----------------|--------------------|
| \`buoy.name\`    | \`string\`        | None            | Name of the buoy   |
| \`buoy.depth\`   | \`uint64\`        | Index, Required | Depth below it     |
| \`buoy.lights\`  | \`string (list)\` | None            | Its lights         |
<!-- /README-PLUGIN-FIELDS -->
`;

const judge = (readme: string | undefined) => verdicts(judgeReadmeFields({ readme, fields }));
const changed = (from: string, to: string) => {
	expect(README).toContain(from);
	return judge(README.replace(from, to));
};

describe('judgeReadmeFields', () => {
	it('passes the table that the generator writes', () => {
		expect(judge(README)).toEqual([]);
	});

	it('finds each difference', () => {
		expect(changed('| `uint64`        |', '| `string`        |')).toEqual([
			'the README has another type for the field `buoy.depth`',
		]);
		expect(changed('Index, Required', 'None')).toEqual(['the README has another arg for the field `buoy.depth`']);
		expect(changed('`string (list)`', '`string`')).toEqual(['the README has another type for the field `buoy.lights`']);
		expect(changed('Its lights', 'Lights')).toEqual(['the README has another description for the field `buoy.lights`']);
		expect(changed('| `buoy.name`    | `string`        | None            | Name of the buoy   |\n', '')).toEqual([
			'the README does not list the field `buoy.name`',
		]);
		expect(changed('`buoy.name`', '`buoy.title`')).toEqual([
			'the README does not list the field `buoy.name`',
			'the README lists `buoy.title`, which is no field of the plugin',
		]);
	});

	it('reads a pipe with a backslash as part of a description', () => {
		const piped = fields.map((field) => ({ ...field, desc: field.desc.replace('Its', 'a | b') }));
		const readme = README.replace('Its lights', 'a \\| b lights');
		expect(verdicts(judgeReadmeFields({ readme, fields: piped }))).toEqual([]);
	});

	it('remarks on another order', () => {
		const [header, dashes, first, second, ...rest] = README.split('\n').slice(3);
		const readme = [...README.split('\n').slice(0, 3), header, dashes, second, first, ...rest].join('\n');
		expect(judge(readme)).toEqual(['info: the README lists the fields in another order than get_fields']);
	});

	it('tells what is missing altogether', () => {
		expect(judge(undefined)).toEqual(['the project has no README.md']);
		expect(judge('# Buoy\n')).toEqual(['the README has no markers for the table of fields']);
		expect(changed('ARG', 'LIST')).toEqual(['there is no table of Name, Type, Arg, Description between the markers']);
	});
});
