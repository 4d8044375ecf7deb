import { describe } from 'vitest';
import { storeAvailability } from '../scripts/store/store.ts';
import type { StoreOptions } from '../scripts/store/types.ts';

/**
 * `describe` for tests that need a store. If none is available, they are reported as skipped, each by its
 * name and with the reason.
 */
export function describeStore(
	name: string,
	define: () => void,
	options: StoreOptions = {}
): void {
	const availability = storeAvailability( options );
	if ( availability.available ) {
		describe( name, define );
		return;
	}
	describe.skip(
		`${ name } (skipped: ${ availability.reason }. ${ availability.remedy })`,
		define
	);
}
