import { describe, expect, it } from 'vitest';
import { withField } from '../testing/with-field.ts';
import {
	CONNECTION_STATES,
	connectionInfoSchema,
	credentialsSchema,
	HEADERS,
} from './connection.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

const info = {
	id: 'con_1',
	state: 'active',
	account: { id: 'acc_1', name: 'Zoë’s Mugs 🎁' },
	store_url: 'https://store.example',
	server_time: '2026-01-31T08:15:00.123Z',
	settings: DEFAULT_SETTINGS,
	requests: { import: null },
};
const credentials = {
	api_url: 'http://127.0.0.1:8080',
	connection: 'acc_1.con_1',
	token: 'token',
	secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
};

describe( 'a connection', () => {
	it.each( CONNECTION_STATES )( 'may be %s', ( state ) => {
		expect(
			connectionInfoSchema.safeParse( { ...info, state } ).error
		).toBeUndefined();
	} );

	it.each( [
		[ '/state', [ undefined, null, 'Active', 'waiting', 'constructor' ] ],
		[ '/account', [ undefined, null ] ],
		[ '/account/name', [ undefined, null ] ],
		[ '/server_time', [ undefined, 1_769_847_300 ] ],
		[ '/settings', [ undefined, {} ] ],
		[ '/requests', [ undefined, null, {} ] ],
		[ '/requests/import', [ undefined, 'start', { id: '1' } ] ],
		[ '/console_url', [ null, '', 'ivorey', 'javascript:alert(1)' ] ],
		[ '/token', [ 'x' ] ],
	] )( 'is refused for a wrong %s', ( pointer, values ) => {
		for ( const value of values ) {
			expect(
				connectionInfoSchema.safeParse(
					withField( info, pointer, value )
				).success
			).toBe( false );
		}
	} );

	it( 'may name the URL of its console', () => {
		expect(
			connectionInfoSchema.safeParse( {
				...info,
				console_url: 'https://app.example.com',
			} ).error
		).toBeUndefined();
	} );

	it( 'is named by headers that every server accepts', () => {
		for ( const header of Object.values( HEADERS ) ) {
			expect( header ).toMatch( /^ivorey-[a-z-]+$/ );
		}
	} );
} );

describe( 'credentials', () => {
	it( 'fit', () => {
		expect(
			credentialsSchema.safeParse( credentials ).error
		).toBeUndefined();
	} );

	it.each( [
		[ '/api_url', [ undefined, '', 'api.example' ] ],
		[ '/connection', [ undefined, 5 ] ],
		[ '/token', [ undefined, null ] ],
		[ '/secret', [ undefined, '', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' ] ],
		[ '/password', [ 'x' ] ],
	] )( 'are refused for a wrong %s', ( pointer, values ) => {
		for ( const value of values ) {
			expect(
				credentialsSchema.safeParse(
					withField( credentials, pointer, value )
				).success
			).toBe( false );
		}
	} );
} );
