import { createHash, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
	ACTION_IDS,
	HEADERS,
	receiptSchema,
	problemSchema,
	type Credentials,
	type Problem,
	type Receipt,
} from '@ivorey/shared';
import { sign } from '@ivorey/shared/signature';

export interface Request {
	method?: string;
	path?: string;
	body?: string | Buffer;
	/** Replaces headers, or leaves them out (null). */
	headers?: Record< string, string | null >;
	/** The secret and the time of the signature, if wrong on purpose. */
	secret?: string;
	timestamp?: number;
	id?: string;
}

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
}

/** Sends requests as a store's plugin does, and can be told to make mistakes. */
export class TestStore {
	readonly credentials: Credentials;
	readonly storeUrl: string;
	installId: string = randomUUID();

	constructor( credentials: Credentials, storeUrl: string ) {
		this.credentials = credentials;
		this.storeUrl = storeUrl;
	}

	get accountId(): string {
		return this.credentials.connection.split( '.' )[ 0 ]!;
	}

	get connectionId(): string {
		return this.credentials.connection.split( '.' )[ 1 ]!;
	}

	headers( request: Request = {} ): Record< string, string > {
		const body = request.body ?? '';
		const id =
			request.id ??
			`msg_${ createHash( 'sha256' ).update( this.credentials.connection ).update( body ).digest( 'base64url' ) }`;
		const timestamp = request.timestamp ?? Math.floor( Date.now() / 1_000 );
		const all: Record< string, string | null > = {
			authorization: `Bearer ${ this.credentials.token }`,
			[ HEADERS.connection ]: this.credentials.connection,
			[ HEADERS.storeUrl ]: this.storeUrl,
			[ HEADERS.installId ]: this.installId,
			'webhook-id': id,
			'webhook-timestamp': String( timestamp ),
			'webhook-signature': sign(
				request.secret ?? this.credentials.secret,
				id,
				timestamp,
				body
			),
			...( request.body === undefined
				? {}
				: { 'content-type': 'application/json' } ),
			...request.headers,
		};
		return Object.fromEntries(
			Object.entries( all ).filter(
				( entry ): entry is [ string, string ] => entry[ 1 ] !== null
			)
		);
	}

	async request( request: Request ): Promise< Answer > {
		const answer = await fetch(
			this.credentials.api_url + ( request.path ?? '/v1/batches' ),
			{
				method: request.method ?? 'POST',
				headers: this.headers( request ),
				...( request.body === undefined
					? {}
					: { body: bytesOf( request.body ) } ),
			}
		);
		return {
			status: answer.status,
			headers: answer.headers,
			text: await answer.text(),
		};
	}

	/** Sends records as they are, valid or not; extra options as in `request`. */
	async post(
		records: readonly unknown[],
		request: Request = {}
	): Promise< Answer > {
		return this.request( { body: batchBody( records ), ...request } );
	}

	/** @throws Error if the answer is not a receipt of the contract. */
	async send(
		records: readonly unknown[],
		request: Request = {}
	): Promise< Receipt > {
		const answer = await this.post( records, request );
		if ( answer.status !== 200 ) {
			throw new Error( `${ answer.status } ${ answer.text }` );
		}
		return receiptSchema.parse( JSON.parse( answer.text ) );
	}

	async sendGzipped(
		body: string | Buffer,
		request: Request = {}
	): Promise< Answer > {
		return this.request( {
			...request,
			body: gzipSync( body ),
			headers: { 'content-encoding': 'gzip', ...request.headers },
		} );
	}

	async rotate( request: Request = {} ): Promise< Answer > {
		return this.request( {
			path: '/v1/connection/rotate',
			body: '',
			id: ACTION_IDS.rotate + randomUUID(),
			...request,
		} );
	}

	async leave( request: Request = {} ): Promise< Answer > {
		return this.request( {
			method: 'DELETE',
			path: '/v1/connection',
			id: ACTION_IDS.disconnect + randomUUID(),
			...request,
		} );
	}

	async ask( request: Request = {} ): Promise< Answer > {
		return this.request( {
			method: 'GET',
			path: '/v1/connection',
			id: `msg_${ randomUUID() }`,
			...request,
		} );
	}
}

export function batchBody( records: readonly unknown[] ): string {
	return JSON.stringify( {
		contract: 1,
		environment: {
			plugin: '0.1.0',
			wordpress: '7.0.4',
			woocommerce: '10.2.4',
			php: '8.2.0',
		},
		settings_version: 1,
		records,
	} );
}

/**
 * Returns the problem, with the last part of its type as `name`. @throws Error if it is not a problem of the contract.
 */
export function problemOf( answer: Answer ): Problem & { name: string } {
	const type = answer.headers.get( 'content-type' );
	if ( type !== 'application/problem+json' ) {
		throw new Error(
			`No problem but ${ answer.status } ${ type }: ${ answer.text }`
		);
	}
	const problem = problemSchema.parse( JSON.parse( answer.text ) );
	if ( problem.status !== answer.status ) {
		throw new Error(
			`The problem says ${ problem.status }, the answer ${ answer.status }`
		);
	}
	return { ...problem, name: problem.type.split( ':' ).at( -1 )! };
}

/** A copy, since `fetch` accepts no part of a shared buffer. */
function bytesOf( body: string | Buffer ): Uint8Array< ArrayBuffer > {
	return new Uint8Array( Buffer.from( body ) );
}
