import { randomBytes } from 'node:crypto';

/** 128 bits: nobody guesses one. */
const ID_BYTES = 16;
const SECRET_BYTES = 32;

const ACCOUNT_ID = /^acc_[A-Za-z0-9_-]{22}$/;
const CONNECTION_ID = /^con_[A-Za-z0-9_-]{22}$/;
const CONNECTION_HEADER =
	/^(?<accountId>acc_[A-Za-z0-9_-]{22})\.(?<connectionId>con_[A-Za-z0-9_-]{22})$/;

/** Which connection, and whose: every query begins with the account. */
export interface ConnectionKey {
	accountId: string;
	connectionId: string;
}

/** Which address that webhooks are sent to, and whose. */
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

/** As Standard Webhooks has it. */
export function newSecret(): string {
	return `whsec_${ randomBytes( SECRET_BYTES ).toString( 'base64' ) }`;
}

/** `<account id>.<connection id>`, as the header `ivorey-connection` and the credentials have it. */
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
