import { defineCheck } from '../../define-check.ts';
import { describeReturned, quoted } from '../../protocol/describe-text.ts';
import { type ReturnedText, utf8Of } from '../../protocol/returned-text.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import { whenLoaded } from '../when-loaded.ts';

const TEXTS = ['name', 'description', 'contact', 'version'] as const;
type Text = (typeof TEXTS)[number];

/** A URL, a host with or without a path (the official plugins leave the scheme out), or a mail address. */
const CONTACT = /\b[\w.+-]+@[\w-]+(\.[\w-]+)+|\b[a-z][a-z\d+.-]*:\/\/\S+|\b[\w-]+(\.[\w-]+)*\.[a-z]{2,}(\/\S*)?/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

export default defineCheck({
	id: 'meta.strings-valid',
	title: 'name, description, contact and version are sound text',
	asserts:
		'plugin_get_name, plugin_get_description, plugin_get_contact and plugin_get_version return terminated UTF-8 text, not NULL, before plugin_init. The name is not empty. Description and contact are there, the contact is a URL or an address, and none has control characters.',
	severity: 'error',
	capabilities: 'all',
	profile: 'dev',
	stage: 'description',
	why: 'The header asks each of them for a string. libs resolve_dylib_symbols makes an empty text of NULL, so that the plugin is listed without a name, and Falco finds the configuration of a plugin by its name. A pointer to anything but text is a crash.',
	fix: 'Return a string constant.',
	judge: whenLoaded(({ description }) =>
		judged(
			TEXTS.flatMap((which) => judgeText(which, description[which])),
			`${TEXTS.length} texts`,
		),
	),
});

function judgeText(which: Text, text: ReturnedText): FindingDraft[] {
	const call = `plugin_get_${which}`;
	if (text.kind === 'absent') return [];
	const decoded = utf8Of(text);
	if (decoded === undefined) {
		return [
			{
				message: `the ${which} is ${describeReturned(text)}`,
				call,
				expected: 'UTF-8 text that ends in a zero byte',
				observed: describeReturned(text),
				fix: text.kind === 'text' ? 'Save the source file as UTF-8.' : 'Return a string constant.',
			},
		];
	}
	const observed = quoted(decoded);
	if (decoded === '' && which === 'name') {
		return [
			{ message: 'the name is empty', call, expected: 'a name', observed, fix: 'Return the name of the plugin.' },
		];
	}
	const advice: FindingDraft[] = [];
	const warn = (message: string, expected: string, fix: string) =>
		advice.push({ severity: 'warning', message, call, expected, observed, fix });
	if (CONTROL.test(decoded)) {
		warn(
			`the ${which} has control characters in it`,
			'printable text',
			'Remove line breaks and other control characters.',
		);
	}
	if (decoded.trim() === '' && (which === 'description' || which === 'contact')) {
		warn(
			`the ${which} is empty`,
			which === 'contact' ? 'a URL or an address' : 'a sentence that says what the plugin does',
			`Return a ${which}: it is what users see in the list of plugins.`,
		);
	} else if (which === 'contact' && !CONTACT.test(decoded)) {
		warn(
			`the contact ${observed} is neither a URL nor an address`,
			'a URL or an address',
			'Return where users report problems, such as the URL of the repository.',
		);
	}
	return advice;
}
