import { HEADERS } from '@ivorey/shared';
import { isWithinTolerance } from '@ivorey/shared/signature';
import { parseConnection, type ConnectionKey } from '../db/identifiers.ts';
import { bearerToken } from './bearer-token.ts';
import { ProblemError, type Refusal } from './problem.ts';

/** The unverified headers of a signed request. */
export interface SignedHeaders {
	key: ConnectionKey;
	token: string;
	storeUrl: string;
	installId: string;
	/** null if one of the three headers is missing. */
	signature: SignedRequest | null;
}

export interface SignedRequest {
	/** The `webhook-id`. */
	id: string;
	/** Seconds since 1970, by the store's clock. */
	timestamp: number;
	/** The `webhook-signature`, with one or more signatures. */
	header: string;
}

/** A full stop is not allowed: `id.timestamp.body`, which is signed, could then be split in two ways. */
const WEBHOOK_ID = /^[\x21-\x2d\x2f-\x7e]{1,200}$/;
const TIMESTAMP = /^\d{1,12}$/;
const INSTALL_ID = /^[\x21-\x7e]{1,100}$/;
const MAX_URL = 2_048;
const MAX_SIGNATURES = 2_000;

export const UNAUTHORIZED: Refusal = {
	problem: 'unauthorized',
	detail: 'Connect the store again: its connection, token or signature is not the one Ivorey knows.',
};

/** Reads and checks the form of the headers; verifies nothing. @throws ProblemError */
export function readSignedHeaders(
	header: ( name: string ) => string | undefined
): SignedHeaders {
	const key = parseConnection( header( HEADERS.connection ) ?? '' );
	const token = bearerToken( header( 'authorization' ) ?? '' );
	if ( key === null || token === undefined ) {
		throw new ProblemError( UNAUTHORIZED );
	}
	const storeUrl = header( HEADERS.storeUrl ) ?? '';
	if ( storeUrl.length > MAX_URL || URL.parse( storeUrl ) === null ) {
		throw badHeader( HEADERS.storeUrl, 'the URL of the store' );
	}
	const installId = header( HEADERS.installId ) ?? '';
	if ( ! INSTALL_ID.test( installId ) ) {
		throw badHeader(
			HEADERS.installId,
			'the id of the installation, at most 100 characters'
		);
	}
	const id = header( 'webhook-id' );
	const timestamp = header( 'webhook-timestamp' );
	const signatures = header( 'webhook-signature' );
	if (
		id === undefined ||
		timestamp === undefined ||
		signatures === undefined
	) {
		return { key, token, storeUrl, installId, signature: null };
	}
	if ( ! WEBHOOK_ID.test( id ) ) {
		throw badHeader(
			'webhook-id',
			'at most 200 visible ASCII characters, none of them a full stop'
		);
	}
	if ( ! TIMESTAMP.test( timestamp ) ) {
		throw badHeader( 'webhook-timestamp', 'the seconds since 1970' );
	}
	if ( signatures.length > MAX_SIGNATURES ) {
		throw badHeader( 'webhook-signature', 'at most a few signatures' );
	}
	return {
		key,
		token,
		storeUrl,
		installId,
		signature: { id, timestamp: Number( timestamp ), header: signatures },
	};
}

function badHeader( name: string, right: string ): ProblemError {
	return new ProblemError( {
		problem: 'bad-request',
		detail: `The header ${ name } must hold ${ right }.`,
	} );
}

/** @param timestamp Seconds since 1970. */
export function isFresh( timestamp: number, now: Date ): boolean {
	return isWithinTolerance( timestamp, Math.floor( now.getTime() / 1_000 ) );
}
