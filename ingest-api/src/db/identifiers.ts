import { randomBytes } from 'node:crypto';

/** 128 bits, so that an ID cannot be guessed. */
const ID_BYTES = 16;
const SECRET_BYTES = 32;

const ACCOUNT_ID = /^acc_[A-Za-z0-9_-]{22}$/;
const CONNECTION_ID = /^con_[A-Za-z0-9_-]{22}$/;
const CONNECTION_HEADER =
	/^(?<accountId>acc_[A-Za-z0-9_-]{22})\.(?<connectionId>con_[A-Za-z0-9_-]{22})$/;

/** A connection and its account, which every query filters by first. */
export interface ConnectionKey {
	accountId: string;
	connectionId: string;
}

/** A webhook endpoint and its account. */
export interface EndpointKey {
	accountId: string;
	endpointId: string;
}

export function newEndpointId(): string {
	return `whe_${ randomBytes( ID_BYTES ).toString( 'base64url' ) }`;
}

export function newAutomationId(): string {
	return `aut_${ randomBytes( ID_BYTES ).toString( 'base64url' ) }`;
}

export function newAccountId(): string {
	return `acc_${ randomBytes( ID_BYTES ).toString( 'base64url' ) }`;
}

export function newConnectionId(): string {
	return `con_${ randomBytes( ID_BYTES ).toString( 'base64url' ) }`;
}

/** In the format of Standard Webhooks. */
export function newSecret(): string {
	return `whsec_${ randomBytes( SECRET_BYTES ).toString( 'base64' ) }`;
}

/** `<account id>.<connection id>`, as in the header `ivorey-connection` and in the credentials. */
export function formatConnection( {
	accountId,
	connectionId,
}: ConnectionKey ): string {
	return `${ accountId }.${ connectionId }`;
}

export function isAccountId( text: string ): boolean {
	return ACCOUNT_ID.test( text );
}

export function isConnectionId( text: string ): boolean {
	return CONNECTION_ID.test( text );
}

export function parseConnection( text: string ): ConnectionKey | null {
	const groups = CONNECTION_HEADER.exec( text )?.groups;
	return groups === undefined
		? null
		: {
				accountId: groups.accountId!,
				connectionId: groups.connectionId!,
			};
}
