import type { Site, Store } from '../../scripts/store/store.ts';

export interface VerifyResult {
	agrees: boolean;
	compared: number;
	alike: number;
	differing: number;
	repaired: number;
	/** Records by state, of those compared one by one. */
	counts: Partial< Record< string, number > >;
	differences: Array< {
		element: string;
		id: string;
		state: string;
		why: string;
	} >;
}

/** Runs `wp ivorey verify`. @throws Error if it could not compare at all. */
export async function verify(
	store: Store,
	...options: string[]
): Promise< VerifyResult > {
	return verifySite( store, store.sites[ 0 ]!, ...options );
}

async function verifySite(
	store: Store,
	site: Site,
	...options: string[]
): Promise< VerifyResult > {
	const { stdout, stderr, exitCode } = await store.wp(
		[ 'ivorey', 'verify', '--format=json', ...options ],
		{ site }
	);
	if ( ! stdout.startsWith( '{' ) ) {
		throw new Error(
			`wp ivorey verify: ${ exitCode } ${ stdout }${ stderr }`
		);
	}
	const result = JSON.parse( stdout ) as VerifyResult;
	if ( ( exitCode === 0 ) !== result.agrees ) {
		throw new Error(
			`wp ivorey verify ended with ${ exitCode }: ${ stdout }`
		);
	}
	return result;
}
