import {
	getPublic,
	type PublicAnswer,
	type PublicHttpOptions,
	type PublicResult,
} from '../../http/public-http.ts';

/**
 * Where a route of the store's REST API may be: below `/wp-json/`, or, where the store has no pretty permalinks, by
 * `rest_route`.
 *
 * @param store Checked and normalised.
 * @param route With a slash in front.
 * @param query As in an address, without `?`.
 */
export function restAddresses(
	store: string,
	route: string,
	query = ''
): [ pretty: URL, plain: URL ] {
	return [
		new URL( `${ store }/wp-json${ route }${ query && `?${ query }` }` ),
		new URL(
			`${ store }/?rest_route=${ encodeURIComponent( route ) }${ query && `&${ query }` }`
		),
	];
}

/** @return What is JSON of the two; where neither is, what is at the first. */
export async function askRest(
	store: string,
	route: string,
	options: PublicHttpOptions,
	query = ''
): Promise< PublicResult > {
	const addresses = restAddresses( store, route, query );
	const pretty = await getPublic( addresses[ 0 ], options );
	if ( pretty.kind === 'failed' || isJson( pretty ) ) {
		return pretty;
	}
	const plain = await getPublic( addresses[ 1 ], options );
	return plain.kind === 'answer' && isJson( plain ) ? plain : pretty;
}

/** undefined where it is no good answer, or no JSON. */
export function jsonOf( result: PublicResult ): unknown {
	if (
		result.kind === 'failed' ||
		result.status !== 200 ||
		! isJson( result )
	) {
		return undefined;
	}
	try {
		return JSON.parse( result.text );
	} catch {
		return undefined;
	}
}

export function isJson( { headers }: PublicAnswer ): boolean {
	return /^application\/(?:[\w.+-]+\+)?json\b/i.test(
		headers[ 'content-type' ] ?? ''
	);
}
