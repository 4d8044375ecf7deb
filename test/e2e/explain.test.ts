import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeStore } from '../describe-store.ts';
import { blockCheckout } from '../../scripts/store/shopper.ts';
import { TestBed } from './test-bed.ts';
import { startTestBed } from './start-test-bed.ts';

interface Explained {
	element: string;
	id: number;
	note: string | null;
	records: Array< {
		element: string;
		id: string;
		in_store: boolean;
		excluded: string | null;
		state: string | null;
		why: string;
		outcome: string | null;
	} >;
	waiting: Array< { element: string; state: string; reasons: string[] } >;
	contact: { id: string; kind: string } | null;
	triggers: Array< { id: string } >;
	unanswered: string | null;
	timeline: Array< { at: string; what: string; detail: string } >;
}

describeStore( '“Where is order 1234?”', () => {
	let bed: TestBed;
	beforeAll( async () => {
		bed = await startTestBed();
	} );
	afterAll( () => bed?.stop() );
	beforeEach( () => bed.reset() );

	async function explain(
		element: string,
		id: number | string
	): Promise< Explained > {
		const { stdout, stderr, exitCode } = await bed.store.wp( [
			'ivorey',
			'explain',
			element,
			String( id ),
			'--format=json',
		] );
		expect( exitCode, stderr ).toBe( 0 );
		return JSON.parse( stdout ) as Explained;
	}

	const place = async () =>
		(
			await blockCheckout( bed.store, {
				items: [ { id: bed.store.products.MUG! } ],
				billing: { email: 'ada.buyer@example.com' },
				report: false,
			} )
		).orderId;

	/** The events, in order. */
	const steps = ( { timeline }: Explained ) =>
		timeline.map( ( { what } ) => what );

	test( 'WP-CLI and REST agree about an order that was delivered, and about one that Ivorey lost', async () => {
		const id = await place();
		await bed.drained();
		const explained = await explain( 'order', `#${ id }` );
		expect( explained ).toMatchObject( {
			element: 'orders',
			id,
			note: null,
			waiting: [],
			contact: { kind: 'guest' },
			triggers: [ { id: `order_submitted:${ id }` } ],
			unanswered: null,
		} );
		expect( explained.records[ 0 ] ).toMatchObject( {
			id: String( id ),
			in_store: true,
			excluded: null,
			state: 'alike',
			outcome: 'applied',
		} );
		expect( explained.timeline[ 0 ]!.what ).toBe( 'marked' );
		expect( steps( explained ) ).toContain( 'received by Ivorey' );
		expect(
			steps( explained ).lastIndexOf( 'sent and answered' )
		).toBeGreaterThan( 0 );
		const times = explained.timeline.map( ( { at } ) => at );
		expect( times ).toEqual( times.toSorted() );

		const rest = async () => {
			const answer = await bed.store.fetch(
				`/wp-json/ivorey/v1/explain?element=order&id=${ id }`,
				{ headers: bed.store.restHeaders() }
			);
			expect( answer.status ).toBe( 200 );
			return answer.json();
		};
		const [ , connectionId ] = TestBed.keyOf( bed.credentials );
		// In addition, the panel links to the order's page (R35).
		expect( await rest() ).toEqual( {
			...explained,
			ivorey_url: expect.stringMatching(
				new RegExp( `^http.*/orders/${ connectionId }/${ id }$` )
			),
		} );

		await bed.pool.query( 'delete from orders where order_id = $1', [
			String( id ),
		] );
		const lost = await explain( 'order', id );
		expect( lost.records[ 0 ] ).toMatchObject( {
			state: 'missing',
			outcome: 'applied',
		} );
		expect(
			lost.timeline.filter(
				( { what, detail } ) =>
					what === 'received by Ivorey' &&
					detail.startsWith( 'orders' )
			)
		).toEqual( [] );
		expect( await rest() ).toEqual( { ...lost, ivorey_url: null } );
	} );

	test.each( [ 'table', 'json' ] )(
		'an object that never existed anywhere is reported as such (%s)',
		async ( format ) => {
			const { exitCode, stdout, stderr } = await bed.store.wp( [
				'ivorey',
				'explain',
				'order',
				'987654',
				`--format=${ format }`,
			] );
			expect( exitCode ).toBe( 1 );
			expect( stdout ).toBe( '' );
			expect( stderr ).toContain(
				'No order 987654 was found in this store or in Ivorey.'
			);
		}
	);

	test( 'people read it as a table', async () => {
		const id = await place();
		await bed.drained();
		const { stdout } = await bed.store.wp( [
			'ivorey',
			'explain',
			'order',
			String( id ),
		] );
		expect( stdout ).toContain( 'received by Ivorey' );
		expect( stdout ).toContain( 'alike' );
		const { exitCode } = await bed.store.wp( [
			'ivorey',
			'explain',
			'order',
			'nonsense',
		] );
		expect( exitCode ).toBe( 1 );
	} );
} );
