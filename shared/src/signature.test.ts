import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findPhpPackage, runPhp, skipNote } from '../testing/php.ts';
import {
	isSignedBy,
	isWithinTolerance,
	sign,
	SIGNATURE_TOLERANCE_SECONDS,
} from './signature.ts';

/** Counts comparisons in constant time, and performs them. */
const compared = vi.hoisted( () => ( { times: 0 } ) );
vi.mock( 'node:crypto', async ( importOriginal ) => {
	const crypto = await importOriginal< typeof import( 'node:crypto' ) >();
	return {
		...crypto,
		timingSafeEqual: (
			...sides: Parameters< typeof crypto.timingSafeEqual >
		) => {
			compared.times++;
			return crypto.timingSafeEqual( ...sides );
		},
	};
} );
afterEach( () => {
	compared.times = 0;
} );

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER_SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const AT = 1_614_265_330;
const BODY = '{"test": 2432232314}';
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

const isSigned = ( header: string ) =>
	isSignedBy( SECRET, ID, AT, BODY, header );

describe( 'the vectors that Standard Webhooks publishes', () => {
	it.each( [
		{
			from: 'the libraries for Go, Java, JavaScript, PHP, Python, Ruby and C#',
			secret: SECRET,
			id: ID,
			at: AT,
			body: BODY,
			signature: SIGNATURE,
		},
		{
			from: 'the library for Rust',
			secret: OTHER_SECRET,
			id: 'msg_27UH4WbU6Z5A5EzD8u03UvzRbpk',
			at: 1_649_367_553,
			body: '{"email":"test@example.com","username":"test_user"}',
			signature: 'v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=',
		},
	] )(
		'are signed and verified: $from',
		( { secret, id, at, body, signature } ) => {
			expect( sign( secret, id, at, body ) ).toBe( signature );
			expect( isSignedBy( secret, id, at, body, signature ) ).toBe(
				true
			);
		}
	);
} );

describe( 'the header', () => {
	it( 'may hold several signatures while a secret is rotated', () => {
		const other = sign( OTHER_SECRET, ID, AT, BODY );
		expect( isSigned( `${ other } ${ SIGNATURE }` ) ).toBe( true );
		expect( isSigned( `${ SIGNATURE } ${ other }` ) ).toBe( true );
		expect( isSigned( `${ other } ${ other }` ) ).toBe( false );
	} );

	it( 'may hold signatures of other schemes beside ours', () => {
		expect(
			isSigned( `v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhq== ${ SIGNATURE }` )
		).toBe( true );
	} );

	it.each( [
		[ 'empty', '' ],
		[ 'one space', ' ' ],
		[ 'no scheme', SIGNATURE.slice( 3 ) ],
		[ 'the asymmetric scheme', SIGNATURE.replace( 'v1,', 'v1a,' ) ],
		[ 'a later scheme', SIGNATURE.replace( 'v1,', 'v2,' ) ],
		[ 'upper case scheme', SIGNATURE.replace( 'v1,', 'V1,' ) ],
		[ 'scheme only', 'v1,' ],
		[ 'scheme without a comma', 'v1' ],
		[ 'separated by commas', `v1,abc,${ SIGNATURE }` ],
		[ 'cut', SIGNATURE.slice( 0, -5 ) ],
		[ 'without padding', SIGNATURE.slice( 0, -1 ) ],
		[ 'more than the signature', SIGNATURE + 'AAAA' ],
		[ 'junk that base64 skips', SIGNATURE + '!' ],
		[ 'a tab before it', `v1,\t${ SIGNATURE.slice( 3 ) }` ],
		[ 'base64url', SIGNATURE.replaceAll( '+', '-' ).replace( '/', '_' ) ],
		[ 'hex', `v1,${ 'ab'.repeat( 22 ) }` ],
		[ 'another of the same length', `v1,${ 'A'.repeat( 43 ) }=` ],
		[ 'NUL', '\u0000' ],
		[ 'half a surrogate pair', `v1,${ '\ud800'.repeat( 44 ) }` ],
		[ 'emoji', `v1,${ '🔑'.repeat( 11 ) }` ],
		[ 'line breaks', `${ SIGNATURE }\r\nx: y` ],
		[ 'prototype names', '__proto__ constructor v1,__proto__' ],
		[ 'very long', `v1,${ 'A'.repeat( 100_000 ) } `.repeat( 10 ) ],
		[ 'many', `${ 'v1, '.repeat( 20_000 ) }` ],
	] )( 'is refused and throws nothing: %s', ( _, header ) => {
		expect( isSigned( header ) ).toBe( false );
	} );
} );

describe( 'a signature is refused', () => {
	it.each( [
		[ 'after a change of the body', SECRET, ID, AT, `${ BODY } ` ],
		[ 'for an empty body', SECRET, ID, AT, '' ],
		[ 'under another id', SECRET, 'msg_other', AT, BODY ],
		[ 'with another timestamp', SECRET, ID, AT + 1, BODY ],
		[ 'by another secret', OTHER_SECRET, ID, AT, BODY ],
		[ 'with no timestamp', SECRET, ID, NaN, BODY ],
	] )( '%s', ( _, secret, id, at, body ) => {
		expect( isSignedBy( secret, id, at, body, SIGNATURE ) ).toBe( false );
	} );
} );

describe( 'the body', () => {
	const binary = Uint8Array.from( { length: 256 }, ( _, i ) => i );

	it( 'is signed byte by byte, gzip or not', () => {
		const signature = sign( SECRET, ID, AT, binary );
		expect( isSignedBy( SECRET, ID, AT, binary, signature ) ).toBe( true );
		const flipped = binary.with( 200, 201 );
		expect( isSignedBy( SECRET, ID, AT, flipped, signature ) ).toBe(
			false
		);
	} );

	it( 'is the same as text and as its UTF-8 bytes', () => {
		const text = '{"name":"محمد 🎁"}';
		expect( sign( SECRET, ID, AT, text ) ).toBe(
			sign( SECRET, ID, AT, new TextEncoder().encode( text ) )
		);
	} );

	it( 'may be empty, as in GET', () => {
		const signature = sign( SECRET, ID, AT, '' );
		expect( isSignedBy( SECRET, ID, AT, '', signature ) ).toBe( true );
		expect( sign( SECRET, ID, AT, new Uint8Array() ) ).toBe( signature );
	} );
} );

describe( 'the id', () => {
	it( 'may be in any script', () => {
		const id = 'msg_注文_🛒';
		const signature = sign( SECRET, id, AT, BODY );
		expect( isSignedBy( SECRET, id, AT, BODY, signature ) ).toBe( true );
	} );
} );

describe( 'the secret', () => {
	it( 'is the same with and without its prefix', () => {
		expect( sign( SECRET.slice( 'whsec_'.length ), ID, AT, BODY ) ).toBe(
			SIGNATURE
		);
	} );

	it.each( [ '', 'whsec_', 'whsec_!!!' ] )(
		'R30 must not be empty, or anyone could sign: "%s"',
		( secret ) => {
			expect( () => sign( secret, ID, AT, BODY ) ).toThrow( TypeError );
			expect( () =>
				isSignedBy( secret, ID, AT, BODY, SIGNATURE )
			).toThrow( TypeError );
		}
	);

	it( 'is not in the error about it', () => {
		expect( () => sign( 'whsec_$$$', ID, AT, BODY ) ).toThrow(
			/^(?!.*\$\$\$)/
		);
	} );
} );

describe( 'comparing', () => {
	it( 'R30 takes the same time wherever the first difference is, and continues after a match', () => {
		const late = `${ SIGNATURE.slice( 0, -2 ) }F=`;
		const early = SIGNATURE.replace( 'v1,g', 'v1,h' );
		expect( isSigned( `${ SIGNATURE } ${ early } ${ late }` ) ).toBe(
			true
		);
		expect( compared.times ).toBe( 3 );
	} );
} );

describe( 'isWithinTolerance', () => {
	const now = 1_800_000_000;
	it.each( [
		[ 0, true ],
		[ SIGNATURE_TOLERANCE_SECONDS, true ],
		[ -SIGNATURE_TOLERANCE_SECONDS, true ],
		[ SIGNATURE_TOLERANCE_SECONDS + 1, false ],
		[ -SIGNATURE_TOLERANCE_SECONDS - 1, false ],
		[ NaN, false ],
		[ Infinity, false ],
	] )( 'off by %d seconds: %s', ( offset, expected ) => {
		expect( isWithinTolerance( now + offset, now ) ).toBe( expected );
	} );

	it( 'is five minutes, as in the other libraries', () => {
		expect( SIGNATURE_TOLERANCE_SECONDS ).toBe( 300 );
	} );
} );

const EXCHANGED = [
	{ what: 'plain', body: BODY },
	{ what: 'in many scripts', body: '{"name":"Zoë 🎁 שלום"}' },
	{ what: 'empty object', body: '{}' },
	{ what: 'long', body: `[${ '"x",'.repeat( 5_000 ) }1]` },
];

describe( 'the npm library standardwebhooks', () => {
	const library = new Webhook( SECRET );
	const now = Math.floor( Date.now() / 1000 );

	it.each( EXCHANGED )( 'verifies our signatures: $what', ( { body } ) => {
		const headers = {
			'webhook-id': ID,
			'webhook-timestamp': String( now ),
			'webhook-signature': sign( SECRET, ID, now, body ),
		};
		expect( library.verify( body, headers ) ).toEqual( JSON.parse( body ) );
		expect( () => library.verify( `${ body } `, headers ) ).toThrow();
	} );

	it.each( EXCHANGED )(
		'makes signatures that pass our check: $what',
		( { body } ) => {
			const header = library.sign( ID, new Date( now * 1000 ), body );
			expect( isSignedBy( SECRET, ID, now, body, header ) ).toBe( true );
			expect( isSignedBy( SECRET, ID, now, `${ body } `, header ) ).toBe(
				false
			);
		}
	);
} );

const phpLibrary = findPhpPackage( 'standard-webhooks' );

describe.skipIf( 'missing' in phpLibrary )(
	`the PHP library standard-webhooks/standard-webhooks${ skipNote(
		phpLibrary
	) }`,
	() => {
		const binary = Buffer.from(
			Uint8Array.from( { length: 256 }, ( _, i ) => i )
		);
		const bodies = [
			...EXCHANGED.map( ( { body } ) => Buffer.from( body ) ),
			binary,
		];
		const now = Math.floor( Date.now() / 1000 );

		it( 'signs and verifies as our side does, binary bodies included', () => {
			const answers = inPhp(
				bodies.map( ( body ) => ( {
					body: body.toString( 'base64' ),
					at: now,
					signature: sign( SECRET, ID, now, body ),
				} ) )
			);
			expect( answers ).toHaveLength( bodies.length );
			for ( const [ i, body ] of bodies.entries() ) {
				expect( answers[ i ]!.verified ).toBe( true );
				expect( answers[ i ]!.signature ).toBe(
					sign( SECRET, ID, now, body )
				);
				expect(
					isSignedBy( SECRET, ID, now, body, answers[ i ]!.signature )
				).toBe( true );
			}
		} );

		it( 'refuses the same signatures as our side', () => {
			const signature = sign( SECRET, ID, now, 'another body' );
			const body = Buffer.from( BODY ).toString( 'base64' );
			const [ answer ] = inPhp( [ { body, at: now, signature } ] );
			expect( answer!.verified ).toBe( false );
			expect( isSignedBy( SECRET, ID, now, BODY, signature ) ).toBe(
				false
			);
		} );
	}
);

function inPhp(
	messages: { body: string; at: number; signature: string }[]
): { signature: string; verified: boolean }[] {
	const code = `
		$webhook = new StandardWebhooks\\Webhook( $input->secret );
		$answers = [];
		foreach ( $input->messages as $message ) {
			$body = base64_decode( $message->body );
			try {
				$webhook->verify( $body, [
					'webhook-id'        => $input->id,
					'webhook-timestamp' => (string) $message->at,
					'webhook-signature' => $message->signature,
				] );
				$verified = true;
			} catch ( StandardWebhooks\\Exception\\WebhookVerificationException $e ) {
				$verified = false;
			}
			$answers[] = [
				'signature' => $webhook->sign( $input->id, $message->at, $body ),
				'verified'  => $verified,
			];
		}
		echo json_encode( $answers );
	`;
	return runPhp( phpLibrary, code, {
		secret: SECRET,
		id: ID,
		messages,
	} ) as { signature: string; verified: boolean }[];
}
