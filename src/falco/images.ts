import type { DeploymentImage } from '../../harness/subjects.ts';

/** Libraries of glibc itself, by the names of both machines; every image has them. */
const GLIBC = [
	'libc.so.6',
	'libm.so.6',
	'libpthread.so.0',
	'libdl.so.2',
	'librt.so.1',
	'libresolv.so.2',
	'libutil.so.1',
	'libanl.so.1',
	'libmvec.so.1',
	'ld-linux-x86-64.so.2',
	'ld-linux-aarch64.so.1',
];
const COMPILER = ['libstdc++.so.6', 'libgcc_s.so.1'];
const CRYPTO = ['libcrypto.so.3', 'libssl.so.3', 'libz.so.1'];

/** Libraries that curl, jq, gnupg2 and ca-certificates bring into a Debian 12 image, and those of its base packages. */
const DEBIAN = `
	libacl.so.1 libapt-pkg.so.6.0 libassuan.so.0 libattr.so.1 libaudit.so.1 libblkid.so.1 libbrotlicommon.so.1
	libbrotlidec.so.1 libbrotlienc.so.1 libbz2.so.1.0 libcap-ng.so.0 libcap.so.2 libcom_err.so.2 libcrypt.so.1
	libcurl.so.4 libdb-5.3.so libext2fs.so.2 libffi.so.8 libgcrypt.so.20 libgmp.so.10 libgnutls.so.30 libgpg-error.so.0
	libgssapi_krb5.so.2 libhogweed.so.6 libidn2.so.0 libjq.so.1 libk5crypto.so.3 libkeyutils.so.1 libkrb5.so.3
	libkrb5support.so.0 libksba.so.8 liblber-2.5.so.0 libldap-2.5.so.0 liblz4.so.1 liblzma.so.5 libmd.so.0 libmount.so.1
	libncursesw.so.6 libnettle.so.8 libnghttp2.so.14 libnpth.so.0 libonig.so.5 libp11-kit.so.0 libpam.so.0
	libpcre2-8.so.0 libpsl.so.5 libreadline.so.8 librtmp.so.1 libsasl2.so.2 libseccomp.so.2 libselinux.so.1
	libsepol.so.2 libsmartcols.so.1 libsqlite3.so.0 libss.so.2 libssh2.so.1 libsystemd.so.0 libtasn1.so.6 libtinfo.so.6
	libudev.so.1 libunistring.so.2 libuuid.so.1 libxxhash.so.0 libzstd.so.1
`
	.trim()
	.split(/\s+/);

/**
 * Where plugins are deployed, the images of Falco first.
 *
 * Measured, from Debian's own packages: glibc and versions of `falco-debian` (debian:12-slim, Falco's
 * docker/falco-debian/Dockerfile) and of `debian-11`; the libraries of `falco-debian` are those of the packages that its
 * Dockerfile installs. Derived: the libraries of `falco-wolfi` (glibc 2.43 by the maintainers in falcosecurity/plugins#1501;
 * docker/falco/Dockerfile adds only libstdc++ to wolfi-base; its versions are those of gcc 15, the lowest that its age
 * allows), and `rhel-8` (glibc 2.28 and gcc 8.5 of its base packages).
 */
export const DEPLOYMENT_IMAGES: readonly DeploymentImage[] = [
	{
		id: 'falco-debian',
		title: "Falco's Debian image (0.44.1-debian)",
		severity: 'error',
		glibc: '2.36',
		versions: { GLIBCXX: '3.4.30', CXXABI: '1.3.13', GCC: '12.0.0' },
		libraries: [...GLIBC, ...COMPILER, ...CRYPTO, ...DEBIAN],
	},
	{
		id: 'falco-wolfi',
		title: "Falco's default image (0.44.1, Wolfi)",
		severity: 'error',
		glibc: '2.43',
		versions: { GLIBCXX: '3.4.34', CXXABI: '1.3.16', GCC: '14.0.0' },
		libraries: [...GLIBC, ...COMPILER, ...CRYPTO, 'libcrypt.so.1'],
	},
	{
		id: 'debian-11',
		title: 'Debian 11 and Ubuntu 20.04 hosts',
		severity: 'info',
		glibc: '2.31',
		versions: { GLIBCXX: '3.4.28', CXXABI: '1.3.12', GCC: '7.0.0' },
		libraries: [...GLIBC, ...COMPILER],
	},
	{
		id: 'rhel-8',
		title: 'RHEL 8 hosts',
		severity: 'info',
		glibc: '2.28',
		versions: { GLIBCXX: '3.4.25', CXXABI: '1.3.11', GCC: '7.0.0' },
		libraries: [...GLIBC, ...COMPILER],
	},
];
