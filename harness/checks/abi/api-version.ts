import { decideLoad, parseVersion, scanVersion, versionText } from '../../abi/api-versions.ts';
import { defineCheck } from '../../define-check.ts';
import { describeReturned, quoted } from '../../protocol/describe-text.ts';
import { judged, skipped } from '../../protocol/verdict.ts';
import { visibleLine } from '../../protocol/visible-text.ts';
import { whenLoaded } from '../when-loaded.ts';
import { oldestFalcoFor } from './api-releases.ts';

const CALL = 'plugin_get_required_api_version';

export default defineCheck({
	id: 'abi.api-version',
	title: 'the required API version is one that Falco offers',
	asserts:
		'plugin_get_required_api_version returns three numbers separated by dots; the major is that of the host, and minor and patch are not newer than the host.',
	severity: 'error',
	capabilities: 'all',
	profile: 'dev',
	stage: 'description',
	why: 'libs plugin_check_required_api_version compares it with its own version before anything else, and refuses a plugin that asks for another major version or for more than it has. It scans the returned pointer without a look, so that NULL is a crash. An old version is no defect.',
	fix: 'Return the API version of the header that the plugin is compiled with, such as "3.12.0", or an older one whose features suffice.',
	judge: whenLoaded(({ description: { requiredApiVersion }, falco }) => {
		if (requiredApiVersion.kind === 'absent') return skipped(`${CALL} is not exported`);
		if (requiredApiVersion.kind !== 'text') {
			return judged([
				{
					message: `the required API version is ${describeReturned(requiredApiVersion)}`,
					call: CALL,
					expected: 'three numbers, such as "3.12.0"',
					observed: describeReturned(requiredApiVersion),
					evidence: 'Falco scans the returned pointer as text and crashes.',
				},
			]);
		}
		const text = requiredApiVersion.latin1;
		const observed = quoted(text);
		const decision = decideLoad(falco.apiVersion, text);
		const evidence = decision.loads
			? undefined
			: `Falco would say: cannot load plugin PATH: ${visibleLine(decision.message)}`;
		const required = scanVersion(text);
		if (!required) {
			return judged([
				{
					message: `the required API version ${observed} is not three numbers`,
					call: CALL,
					expected: 'three numbers, such as "3.12.0"',
					observed,
					...(evidence ? { evidence } : {}),
				},
			]);
		}
		const plain = versionText(required);
		if (!decision.loads) {
			const release = oldestFalcoFor(required);
			return judged([
				{
					message: `Falco ${falco.release} offers plugin API ${falco.apiVersion}, and the plugin asks for ${plain}`,
					call: CALL,
					expected: `the same major version as ${falco.apiVersion}, and nothing newer`,
					observed,
					...(evidence ? { evidence } : {}),
					fix: release
						? `Return the API version whose features the plugin needs, or deploy it with Falco ${release} or later.`
						: `Return ${falco.apiVersion} or an older version of the same major: no Falco release known here offers ${plain}.`,
				},
			]);
		}
		const since = oldestFalcoFor(required);
		const tried = `API ${plain}: loads in Falco ${since ?? falco.release} and later`;
		if (parseVersion(text)) return judged([], tried);
		return judged(
			[
				{
					severity: 'warning',
					message: `the required API version ${quoted(text)} has more in it than three numbers`,
					call: CALL,
					expected: quoted(plain),
					observed: quoted(text),
					evidence: `Falco reads it as ${plain} and ignores the rest; other hosts may refuse it.`,
					fix: `Return "${plain}".`,
				},
			],
			tried,
		);
	}),
});
