import {
	getPublic,
	type PublicAnswer,
	type PublicHttpOptions,
	type PublicResult,
} from '../../http/public-http.ts';

/**
 * The possible addresses of a route of the store's REST API: below `/wp-json/`, or by `rest_route` if the store has no
 * pretty permalinks.
 *
 * @param store Checked and normalised.
 * @param route With a leading slash.
 * @param query A query string without `?`.
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

/** @return The answer of the address that gives JSON; the first address's answer if neither does. */
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

/** undefined if it is not a successful answer, or not JSON. */
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
