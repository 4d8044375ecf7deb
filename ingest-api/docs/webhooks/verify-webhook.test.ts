import { execFileSync, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { newSecret } from '../../src/db/identifiers.ts';
import { signedHeaders } from '../../src/webhooks/secrets.ts';
import { verifyWebhook } from './verify-webhook.ts';

interface Request {
	secret: string;
	headers: Record< string, string >;
	body: string;
}

/** Reads a request as JSON, and writes 1 or 0. */
const PHP = `
require '${ import.meta.dirname }/verify-webhook.php';
$request = json_decode( stream_get_contents( STDIN ), true );
echo (int) verify_webhook( $request['secret'], $request['headers'], $request['body'] );
`;
const PYTHON = `
import json, sys
sys.dont_write_bytecode = True
sys.path.insert(0, '${ import.meta.dirname }')
from verify_webhook import verify_webhook
request = json.load(sys.stdin)
print(int(verify_webhook(request['secret'], request['headers'], request['body'].encode())))
`;

function run( command: string, args: readonly string[], request: Request ) {
	return (
		execFileSync( command, args, {
			input: JSON.stringify( request ),
			encoding: 'utf8',
		} ).trim() === '1'
	);
}

const isThere = ( command: string ) =>
	spawnSync( command, [ '--version' ] ).status === 0;

const LANGUAGES = [
	{
		name: 'TypeScript',
		isMissing: false,
		verify: ( { secret, headers, body }: Request ) =>
			verifyWebhook( secret, headers, body ),
	},
	{
		name: 'PHP',
		isMissing: ! isThere( 'php' ),
		verify: ( request: Request ) => run( 'php', [ '-r', PHP ], request ),
	},
	{
		name: 'Python',
		isMissing: ! isThere( 'python3' ),
		verify: ( request: Request ) =>
			run( 'python3', [ '-c', PYTHON ], request ),
	},
	{
		// What the examples have to agree with.
		name: "Standard Webhooks' own library",
		isMissing: false,
		verify( { secret, headers, body }: Request ) {
			try {
				new Webhook( secret ).verify( body, headers );
				return true;
			} catch {
				return false;
			}
		},
	},
];

const BODY = '{"type":"webhook.test","data":{"message":"Grüße, 🎉"}}';

describe.for( LANGUAGES )(
	'R45 the example in $name',
	( { isMissing, name, verify } ) => {
		const secret = newSecret();
		const signed = (
			secrets: readonly string[] = [ secret ],
			at = new Date()
		): Request => ( {
			secret,
			headers: signedHeaders( secrets, 'evt_1', BODY, at ),
			body: BODY,
		} );
		const check = test.skipIf( isMissing );

		check( 'takes what Ivorey signs', () => {
			expect( verify( signed() ) ).toBe( true );
		} );

		check( 'takes it with either secret while it rotates', () => {
			const other = newSecret();
			expect( verify( signed( [ other, secret ] ) ) ).toBe( true );
			expect( verify( signed( [ secret, other ] ) ) ).toBe( true );
		} );

		check( 'refuses another secret, body, id or time', () => {
			const right = signed();
			const refused = [
				signed( [ newSecret() ] ),
				{ ...right, body: BODY.replace( 'test', 'more' ) },
				...[
					[ 'webhook-id', 'evt_2' ],
					[
						'webhook-timestamp',
						String( Math.floor( Date.now() / 1_000 ) - 1 ),
					],
					[ 'webhook-timestamp', 'now' ],
					[ 'webhook-timestamp', '²' ],
					[ 'webhook-signature', '' ],
					[ 'webhook-signature', 'v1,' ],
					[ 'webhook-signature', 'v1,ä' ],
					[
						'webhook-signature',
						right.headers[ 'webhook-signature' ]!.replace(
							'v1',
							'v2'
						),
					],
				].map( ( [ header, value ] ) => ( {
					...right,
					headers: { ...right.headers, [ header! ]: value! },
				} ) ),
				{ ...right, headers: {} },
			];
			expect( refused.map( verify ) ).toEqual(
				refused.map( () => false )
			);
		} );

		// Its own library takes the secret "whsec_" for an empty key.
		test.skipIf( isMissing || name.startsWith( 'Standard' ) )(
			'refuses everything while its secret is empty or malformed, forgeries with an empty key too',
			() => {
				const right = signed();
				const timestamp = right.headers[ 'webhook-timestamp' ]!;
				const broken = [
					'',
					'whsec_',
					'whsec_***',
					'whsec_AAAA',
					secret.slice( 'whsec_'.length ),
					`${ secret }\n`,
				];
				const forged = broken.map( ( own ) => ( {
					secret: own,
					headers: {
						...right.headers,
						'webhook-signature': `v1,${ createHmac(
							'sha256',
							Buffer.from(
								own.replace( /^whsec_/, '' ),
								'base64'
							)
						)
							.update( `evt_1.${ timestamp }.${ BODY }` )
							.digest( 'base64' ) }`,
					},
					body: BODY,
				} ) );
				expect( forged.map( verify ) ).toEqual(
					broken.map( () => false )
				);
			}
		);

		check( 'refuses what was recorded six minutes ago', () => {
			expect(
				verify(
					signed( [ secret ], new Date( Date.now() - 6 * 60_000 ) )
				)
			).toBe( false );
		} );
	}
);
