import { hostAddress, hostLibrary } from '../native/host-library.ts';

/** The Falco that a plugin is given: what it may call back, and the address by which it names its owner. */
export class Owner {
	readonly address: bigint = hostLibrary().nh_owner_create();
	readonly logAddress: bigint = hostAddress('nh_log');
	readonly lastErrorAddress: bigint = hostAddress('nh_get_owner_last_error');
	readonly asyncHandlerAddress: bigint = hostAddress('nh_async_handler');
}
