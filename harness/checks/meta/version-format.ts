import semver from 'semver';
import { scanVersion, versionText } from '../../abi/api-versions.ts';
import { defineCheck } from '../../define-check.ts';
import { quoted } from '../../protocol/describe-text.ts';
import { utf8Of } from '../../protocol/returned-text.ts';
import { judged, skipped } from '../../protocol/verdict.ts';
import { visibleLine } from '../../protocol/visible-text.ts';
import { whenLoaded } from '../when-loaded.ts';

export default defineCheck({
	id: 'meta.version-format',
	title: 'the version is a semantic version',
	asserts:
		'plugin_get_version returns three numbers that Falco can read, in the strict form of semantic versions without build metadata.',
	severity: 'error',
	capabilities: 'all',
	profile: 'dev',
	stage: 'description',
	why: 'libs sinsp_version scans three numbers when the plugin is loaded and refuses it without them; rules compare it with required_plugin_versions. The scan overlooks what follows the third number, and the release tools of the plugins repository do not.',
	fix: 'Return MAJOR.MINOR.PATCH, such as "0.1.0" or "0.1.0-rc1".',
	judge: whenLoaded(({ description: { version } }) => {
		const text = utf8Of(version);
		if (text === undefined) return skipped('plugin_get_version returns no text (see meta.strings-valid)');
		const scanned = scanVersion(text);
		if (!scanned) {
			return judged([
				{
					message: `the version ${quoted(text)} is not three numbers`,
					call: 'plugin_get_version',
					expected: 'MAJOR.MINOR.PATCH',
					observed: quoted(text),
					evidence: `Falco would say: cannot load plugin PATH: plugin provided an invalid version string: '${visibleLine(text)}'`,
				},
			]);
		}
		if (semver.valid(text) === text) return judged([], text);
		const parsed = semver.parse(text);
		if (parsed && text === `${parsed.version}+${parsed.build.join('.')}`) {
			return judged([
				{
					severity: 'info',
					message: `the version ${quoted(text)} has build metadata`,
					call: 'plugin_get_version',
					expected: 'MAJOR.MINOR.PATCH or MAJOR.MINOR.PATCH-PRERELEASE for a release',
					observed: quoted(text),
					evidence: `Falco reads it as ${versionText(scanned)}; the release tools of the registry refuse build metadata.`,
				},
			]);
		}
		return judged([
			{
				severity: 'warning',
				message: `the version ${quoted(text)} is no strict semantic version`,
				call: 'plugin_get_version',
				expected: 'MAJOR.MINOR.PATCH or MAJOR.MINOR.PATCH-PRERELEASE',
				observed: quoted(text),
				evidence: `Falco reads it as ${versionText(scanned)} and ignores the rest; the release tools of the registry refuse it.`,
				fix: `Return "${semver.coerce(text)?.version ?? versionText(scanned)}", or put a hyphen before the pre-release.`,
			},
		]);
	}),
});
