import { createHash } from 'node:crypto';
import http from 'node:http';
import { gzipSync } from 'node:zlib';
import { BATCH_CONTRACT, HEADERS, type Credentials } from '@ivorey/shared';
import { sign } from '@ivorey/shared/signature';

const INSTALL_ID = '00000000-0000-4000-8000-000000000000';

/** A batch ready for the wire: the store's own work is not measured. */
export interface SignedBatch {
	headers: http.OutgoingHttpHeaders;
	body: Buffer;
	records: number;
}

/** Stores that send batches, each over its own persistent connection. */
export class ApiLoad {
	#agent = new http.Agent( { keepAlive: true } );
	#apiUrl: URL;
	#stores: readonly { credentials: Credentials; storeUrl: string }[];

	constructor(
		apiUrl: string,
		stores: readonly { credentials: Credentials; storeUrl: string }[]
	) {
		this.#apiUrl = new URL( '/v1/batches', apiUrl );
		this.#stores = stores;
	}

	/** Signed now, so it must be sent within five minutes. */
	batchOf( store: number, records: readonly object[] ): SignedBatch {
		const { credentials, storeUrl } = this.#stores[ store ]!;
		const json = JSON.stringify( {
			contract: BATCH_CONTRACT,
			environment: {
				plugin: 'bench',
				wordpress: 'bench',
				woocommerce: 'bench',
				php: 'bench',
			},
			settings_version: 1,
			records,
		} );
		const body = gzipSync( json, { level: 6 } );
		const id = `msg_${ createHash( 'sha256' ).update( credentials.connection ).update( json ).digest( 'base64url' ) }`;
		const timestamp = Math.floor( Date.now() / 1_000 );
		return {
			records: records.length,
			body,
			headers: {
				'content-type': 'application/json',
				'content-encoding': 'gzip',
				'content-length': body.length,
				authorization: `Bearer ${ credentials.token }`,
				[ HEADERS.connection ]: credentials.connection,
				[ HEADERS.storeUrl ]: storeUrl,
				[ HEADERS.installId ]: INSTALL_ID,
				'webhook-id': id,
				'webhook-timestamp': String( timestamp ),
				'webhook-signature': sign(
					credentials.secret,
					id,
					timestamp,
					body
				),
			},
		};
	}

	/** @throws Error if not every record was applied. */
	async send( { headers, body, records }: SignedBatch ): Promise< void > {
		const { status, text } = await this.#post( headers, body );
		const applied = text.split( '"outcome":"applied"' ).length - 1;
		if ( status !== 200 || applied !== records ) {
			throw new Error( `The API answered ${ status }: ${ text }` );
		}
	}

	#post(
		headers: http.OutgoingHttpHeaders,
		body: Buffer
	): Promise< { status: number; text: string } > {
		return new Promise( ( resolve, reject ) => {
			const request = http.request(
				this.#apiUrl,
				{ method: 'POST', agent: this.#agent, headers },
				( answer ) => {
					let text = '';
					answer.setEncoding( 'utf8' );
					answer.on( 'data', ( chunk: string ) => ( text += chunk ) );
					answer.on( 'end', () =>
						resolve( { status: answer.statusCode ?? 0, text } )
					);
					answer.on( 'error', reject );
				}
			);
			request.on( 'error', reject );
			request.end( body );
		} );
	}

	stop(): void {
		this.#agent.destroy();
	}
}
