import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { waitFor } from '../../../test/wait.ts';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { ConsoleVisitor, dom, textOf } from '../testing/console.ts';
import { Receiver } from '../testing/webhooks.ts';

const WEBHOOKS = '/settings/webhooks';

interface Bed {
	api: TestApi;
	owner: ConsoleVisitor;
	receiver: Receiver;
	secret: string;
	/** The endpoint's page. */
	path: string;
}

/** An owner who added an endpoint. */
async function startBed( env: Record< string, string > = {} ): Promise< Bed > {
	const api = await startTestApi( { ALLOW_LOCAL_STORES: 'true', ...env } );
	const owner = await ConsoleVisitor.signIn( api );
	const receiver = await Receiver.start();
	const added = await owner.submit( await owner.get( `${ WEBHOOKS }/new` ), {
		url: receiver.url,
		description: 'The warehouse',
		types: 'order.submitted',
	} );
	const $ = dom( added );
	return {
		api,
		owner,
		receiver,
		secret: String( $( 'input[name=secret]' ).val() ),
		path: $( 'a.button.primary' ).attr( 'href' )!,
	};
}

const press = async (
	{ owner, path }: Pick< Bed, 'owner' | 'path' >,
	action: string
) =>
	owner.submit(
		await owner.get( path ),
		{},
		`form[action="${ path }/${ action }"]`
	);

describe( 'R45 an owner', () => {
	test( 'adds an endpoint, copies its secret, which is shown once, and finds a test delivered', async () => {
		const bed = await startBed();
		const { owner, path, receiver, secret } = bed;
		expect( secret ).toMatch( /^whsec_/ );
		const page = await owner.get( path );
		expect( page.text ).not.toContain( secret );
		expect( textOf( page ) ).toContain( 'The warehouse' );
		expect( textOf( page ) ).toContain( 'Order placed' );
		expect( textOf( await press( bed, 'test' ) ) ).toContain(
			'A test is on its way.'
		);
		await waitFor( () => receiver.received.length === 1, 'The test' );
		const { body, headers } = receiver.received[ 0 ]!;
		new Webhook( secret ).verify(
			body,
			headers as Record< string, string >
		);
		const list = await waitFor( async () => {
			const shown = await owner.get( path );
			return textOf( shown ).includes( '204' ) && shown;
		}, 'The attempt' );
		const link = dom( list )( 'td, th' )
			.find( `a[href^="${ path }/deliveries/"]` )
			.attr( 'href' )!;
		const delivery = await owner.get( link );
		expect( dom( delivery )( 'pre' ).text() ).toBe( body );
		expect( textOf( delivery ) ).toMatch( /204 \d+ ms/ );
		await owner.submit( delivery, {}, `form[action="${ link }/again"]` );
		await waitFor( () => receiver.received.length === 2, 'It again' );
		expect( receiver.received[ 1 ]!.headers[ 'webhook-id' ] ).toBe(
			headers[ 'webhook-id' ]
		);
	} );

	test( 'sees what is wrong with an address, and keeps all input', async () => {
		const api = await startTestApi();
		const owner = await ConsoleVisitor.signIn( api );
		const form = await owner.get( `${ WEBHOOKS }/new` );
		const refused = await owner.submit( form, {
			url: 'https://127.0.0.1/hooks',
			description: 'Inside',
			types: 'order.updated',
		} );
		expect( refused.status ).toBe( 422 );
		expect( textOf( refused ) ).toContain( 'private network' );
		const $ = dom( refused );
		expect( $( 'input[name=description]' ).val() ).toBe( 'Inside' );
		expect( $( 'input[name=types]:checked' ).val() ).toBe(
			'order.updated'
		);
		expect(
			await api.db
				.selectFrom( 'webhook_endpoints' )
				.select( 'url' )
				.where( 'account_id', '=', owner.person.accountId )
				.execute()
		).toEqual( [] );
	} );

	test( 'changes an endpoint, switches it off and on, makes a new secret, and deletes it', async () => {
		const bed = await startBed();
		const { owner, path, secret } = bed;
		const edited = await owner.submit(
			await owner.get( `${ path }/edit` ),
			{
				description: 'Another name',
			}
		);
		expect( textOf( edited ) ).toContain( 'Another name' );
		expect( textOf( edited ) ).toContain( 'Order placed' );
		expect( textOf( await press( bed, 'off' ) ) ).toContain(
			'Switched off since'
		);
		expect( textOf( await press( bed, 'on' ) ) ).toContain(
			'The endpoint is on.'
		);
		const rotated = await press( bed, 'rotate' );
		const fresh = String( dom( rotated )( 'input[name=secret]' ).val() );
		expect( fresh ).toMatch( /^whsec_/ );
		expect( fresh ).not.toBe( secret );
		expect( textOf( await owner.get( path ) ) ).toContain( 'signs until' );
		const list = await owner.submit(
			await owner.get( `${ path }/delete` )
		);
		expect( textOf( list ) ).toContain( 'The endpoint is deleted.' );
		expect( ( await owner.get( path ) ).status ).toBe( 404 );
	} );

	test( 'sends a span of time again, and sees an error if the span is invalid', async () => {
		const bed = await startBed();
		const { owner, path, receiver } = bed;
		await press( bed, 'test' );
		await waitFor( () => receiver.received.length === 1, 'The test' );
		await waitFor(
			async () => textOf( await owner.get( path ) ).includes( '204' ),
			'The attempt'
		);
		const replay = async ( fields: Record< string, string > ) =>
			owner.submit(
				await owner.get( path ),
				fields,
				`form[action="${ path }/replay"]`
			);
		expect( textOf( await replay( { which: 'failed' } ) ) ).toContain(
			'Nothing was sent again'
		);
		expect( textOf( await replay( { which: 'all' } ) ) ).toContain(
			'1 delivery is being sent again'
		);
		await waitFor( () => receiver.received.length === 2, 'It again' );
		const refused = await replay( {
			from: '2026-02-01T00:00',
			to: '2026-01-01T00:00',
		} );
		expect( refused.status ).toBe( 422 );
		expect( textOf( refused ) ).toContain( 'the earlier one first' );
	} );

	test( 'sees a banner about an endpoint that was switched off, with the reason', async () => {
		const bed = await startBed();
		const { owner, path, receiver } = bed;
		receiver.answerWith( 410 );
		await press( bed, 'test' );
		await waitFor(
			async () =>
				textOf( await owner.get( path ) ).includes( 'Switched off' ),
			'The end of it'
		);
		for ( const page of [ '/', WEBHOOKS, '/settings/integration' ] ) {
			const shown = await owner.get( page );
			expect( textOf( shown ), page ).toContain( 'is switched off' );
			expect( textOf( shown ), page ).toContain( '410' );
		}
		await owner.get( path );
		expect( textOf( await press( bed, 'on' ) ) ).toContain(
			'The endpoint is on.'
		);
		expect( textOf( await owner.get( WEBHOOKS ) ) ).not.toContain(
			'is switched off'
		);
	} );

	test( 'pages through many deliveries, and misses none', async () => {
		const bed = await startBed( { ROLES: 'ingest,console' } );
		const { api, owner, path } = bed;
		const endpointId = path.split( '/' ).at( -1 )!;
		const { accountId } = owner.person;
		const { sendToEndpoint } = await import( '../events/publish.ts' );
		const at = new Date();
		for ( let n = 0; n < 120; n++ ) {
			await sendToEndpoint( api.db, {
				accountId,
				endpointId,
				type: 'webhook.test',
				id: String( n ),
				payload: { message: String( n ) },
				at,
			} );
		}
		const seen = new Set< string >();
		for ( let next: string | undefined = path; next !== undefined; ) {
			const page = await owner.get( next );
			const $ = dom( page );
			$( `a[href^="${ path }/deliveries/"]` ).each( ( _, link ) => {
				seen.add( $( link ).attr( 'href' )! );
			} );
			next = $( '.pagination a' )
				.filter( ( _, link ) => $( link ).text().includes( 'Older' ) )
				.attr( 'href' );
		}
		expect( seen.size ).toBe( 120 );
	} );

	test( 'sees the newest deliveries if the address has an invalid position', async () => {
		const bed = await startBed();
		const { owner, path } = bed;
		await press( bed, 'test' );
		for ( const before of [
			'x',
			'~',
			'2026~x',
			'2026-02-31 00:00:00+00 x',
			'2026-02-31T00:00:00.000000Z~x',
			'0000-01-01T00:00:00.000000Z~x',
			'9999-01-01T00:00:00.000000Z~\0',
			'\0',
		] ) {
			const page = await owner.get(
				`${ path }?${ new URLSearchParams( { before } ) }`
			);
			expect( page.status, before ).toBe( 200 );
			expect( dom( page )( 'tbody tr' ), before ).toHaveLength( 1 );
		}
	} );

	test( 'sees that no test is sent to an endpoint that is off', async () => {
		const bed = await startBed();
		const { owner, path } = bed;
		const form = await owner.get( path );
		await press( bed, 'off' );
		const told = await owner.submit(
			form,
			{},
			`form[action="${ path }/test"]`
		);
		expect( dom( told )( '.notice.warn' ).text() ).toContain(
			'No test was sent'
		);
		for ( const word of [ 'constructor', 'replayed:x', 'replayed' ] ) {
			const page = await owner.get( `${ path }?told=${ word }` );
			expect( dom( page )( '.notice' ).length, word ).toBe( 0 );
		}
	} );
} );
