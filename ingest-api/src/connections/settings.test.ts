import { describe, expect, test } from 'vitest';
import {
	connectionInfoSchema,
	DEFAULT_SETTINGS,
	settingsSchema,
	type Settings,
	type StatusReport,
} from '@ivorey/shared';
import type { SettingsAuthor } from '../db/schema.ts';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { contactRecord, orderRecord } from '../testing/records.ts';
import { problemOf, type TestStore } from '../testing/store.ts';
import { noteTold } from './asked.ts';
import { openImportRequest, requestImport } from './import-requests.ts';
import { joinStore } from './join.ts';
import { changeSettings } from './settings.ts';
import { findStatuses } from './status.ts';
import { actOnConnection } from './repository.ts';

const { version: FIRST, ...SELECTIONS } = DEFAULT_SETTINGS;

const put = ( store: TestStore, path: string, body: unknown ) =>
	store.request( { method: 'PUT', path, body: JSON.stringify( body ) } );

const keyOf = ( { accountId, connectionId }: TestStore ) => ( {
	accountId,
	connectionId,
} );

const without = (
	group: 'import' | 'sync',
	name: keyof Settings[ 'sync' ]
): Omit< Settings, 'version' > => ( {
	...SELECTIONS,
	[ group ]: { ...SELECTIONS[ group ], [ name ]: false },
} );

async function infoOf( store: TestStore ) {
	return connectionInfoSchema.parse(
		JSON.parse( ( await store.ask() ).text )
	);
}

async function findStatus( api: TestApi, store: TestStore ) {
	const { accountId, connectionId } = keyOf( store );
	const found = await findStatuses( api.db, accountId, [ connectionId ] );
	return found.get( connectionId ) ?? null;
}

describe( 'R25 settings', () => {
	test( 'flipped in the store become the next version, and are kept with their author', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const wanted = without( 'sync', 'products' );
		const answer = await put( store, '/v1/settings', {
			base_version: FIRST,
			...wanted,
		} );
		expect( answer.status ).toBe( 200 );
		expect( settingsSchema.parse( JSON.parse( answer.text ) ) ).toEqual( {
			version: FIRST + 1,
			...wanted,
		} );
		expect( ( await infoOf( store ) ).settings.sync.products ).toBe(
			false
		);
		const receipt = await store.send( [ orderRecord( '1', 1 ) ] );
		expect( receipt.settings_version ).toBe( FIRST + 1 );
		const history = await api.db
			.selectFrom( 'connection_settings' )
			.where( 'account_id', '=', store.accountId )
			.select( [ 'version', 'changed_by' ] )
			.execute();
		expect( history ).toEqual( [
			{ version: FIRST + 1, changed_by: 'store' },
		] );
	} );

	test( 'flipped in Ivorey wait until the store has asked after that', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const key = keyOf( store );
		const askedAt = async () =>
			(
				await api.db
					.selectFrom( 'connections' )
					.select( 'asked_at' )
					.where( 'account_id', '=', key.accountId )
					.executeTakeFirstOrThrow()
			).asked_at;
		const flip = ( name: 'orders' | 'products', by: SettingsAuthor ) =>
			changeSettings(
				api.db,
				key,
				{
					...without( 'sync', name ),
					baseVersion: by === 'store' ? FIRST : FIRST + 1,
					by,
				},
				new Date( 2_000 )
			);
		await flip( 'orders', 'store' );
		expect( await askedAt() ).toBeNull();
		await flip( 'products', 'account' );
		await noteTold( api.db, key, new Date( 1_999 ) );
		expect( await askedAt() ).toEqual( new Date( 2_000 ) );
		await noteTold( api.db, key, new Date( 2_000 ) );
		expect( await askedAt() ).toBeNull();
	} );

	test( 'changed from an old version conflict, and the answer contains the current ones', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const theirs = without( 'sync', 'contacts' );
		await changeSettings(
			api.db,
			keyOf( store ),
			{ ...theirs, baseVersion: FIRST, by: 'account' },
			new Date()
		);
		const answer = await put( store, '/v1/settings', {
			base_version: FIRST,
			...without( 'sync', 'products' ),
		} );
		const problem = problemOf( answer );
		expect( [ answer.status, problem.name ] ).toEqual( [
			409,
			'settings-conflict',
		] );
		expect( problem.settings ).toEqual( { version: FIRST + 1, ...theirs } );
		expect( ( await infoOf( store ) ).settings ).toEqual( {
			version: FIRST + 1,
			...theirs,
		} );
	} );

	test( 'that both sides want alike cause no conflict and no new version', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const both = without( 'import', 'products' );
		await changeSettings(
			api.db,
			keyOf( store ),
			{ ...both, baseVersion: FIRST, by: 'account' },
			new Date()
		);
		const answer = await put( store, '/v1/settings', {
			base_version: FIRST,
			...both,
		} );
		expect( JSON.parse( answer.text ) ).toEqual( {
			version: FIRST + 1,
			...both,
		} );
	} );

	test( 'changed twice at once have one winner, and the other change is told', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const answers = await Promise.all(
			( [ 'contacts', 'orders', 'products' ] as const ).map( ( name ) =>
				put( store, '/v1/settings', {
					base_version: FIRST,
					...without( 'sync', name ),
				} )
			)
		);
		expect( answers.map( ( { status } ) => status ).sort() ).toEqual( [
			200, 409, 409,
		] );
	} );

	test( 'that are invalid, or that nobody signed, change nothing', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		for ( const [ body, status ] of [
			[ { base_version: FIRST }, 422 ],
			[ { base_version: FIRST, ...SELECTIONS, version: 9 }, 422 ],
			[ 5, 422 ],
		] as const ) {
			const answer = await put( store, '/v1/settings', body );
			expect( [ answer.status, problemOf( answer ).name ] ).toEqual( [
				status,
				'invalid-body',
			] );
		}
		const forged = await store.request( {
			method: 'PUT',
			path: '/v1/settings',
			body: JSON.stringify( {
				base_version: FIRST,
				...without( 'sync', 'orders' ),
			} ),
			headers: { authorization: 'Bearer guessed' },
			secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
		} );
		expect( forged.status ).toBe( 401 );
		expect( ( await infoOf( store ) ).settings.version ).toBe( FIRST );
	} );

	test( 'switched off still admit records captured while they were on; those never on admit none', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const off = {
			import: { ...SELECTIONS.import, enabled: false },
			sync: { ...SELECTIONS.sync, orders: false },
		};
		await put( store, '/v1/settings', { base_version: FIRST, ...off } );
		const late = await store.send( [ orderRecord( '1', 1 ) ] );
		expect( late.outcomes[ 0 ] ).toMatchObject( { outcome: 'applied' } );

		const other = await api.connect( {
			storeUrl: 'https://other.example.com',
		} );
		await api.db
			.updateTable( 'connections' )
			.set( {
				settings: JSON.stringify( { version: FIRST, ...off } ),
			} )
			.where( 'account_id', '=', other.accountId )
			.where( 'connection_id', '=', other.connectionId )
			.execute();
		const never = await other.send( [
			orderRecord( '1', 1 ),
			contactRecord( '1', 1 ),
		] );
		expect( never.outcomes ).toMatchObject( [
			{ outcome: 'excluded', reason: 'element_off' },
			{ outcome: 'applied' },
		] );
	} );

	test( 'R20 that only import still admit records', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await api.db
			.updateTable( 'connections' )
			.set( {
				settings: JSON.stringify( {
					version: FIRST,
					import: SELECTIONS.import,
					sync: { ...SELECTIONS.sync, enabled: false },
				} ),
			} )
			.where( 'account_id', '=', store.accountId )
			.where( 'connection_id', '=', store.connectionId )
			.execute();
		const { outcomes } = await store.send( [ orderRecord( '1', 1 ) ] );
		expect( outcomes[ 0 ] ).toMatchObject( { outcome: 'applied' } );
	} );
} );

describe( 'R24 the status report', () => {
	const report: StatusReport = {
		import: {
			id: 'imp_1',
			state: 'running',
			started_at: '2026-01-31T08:15:00.000Z',
			finished_at: null,
			elements: {
				orders: {
					state: 'running',
					total: 10,
					done: 5,
					excluded: { draft: 1 },
					rejected: 0,
					rate: 100.5,
					seconds_left: 1,
				},
			},
		},
		handled_request: null,
		exclusions: [ { element: 'orders', reason: 'draft', number: 1 } ],
		waiting: 0,
		quarantined: 0,
		verified: null,
		customer_emails: {
			on_hold_order: true,
			processing_order: true,
			completed_order: false,
		},
	};

	test( 'is stored, and the last one counts', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		expect( await findStatus( api, store ) ).toBeNull();
		await put( store, '/v1/status', { ...report, waiting: 7 } );
		const answer = await put( store, '/v1/status', report );
		expect( answer.status ).toBe( 204 );
		expect( ( await findStatus( api, store ) )!.report ).toEqual( report );
		expect(
			( await put( store, '/v1/status', { ...report, waiting: -1 } ) )
				.status
		).toBe( 422 );
	} );

	test( 'R30 is not replaced by an older one that was overtaken on its way, or recorded and replayed', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const now = Math.floor( Date.now() / 1_000 );
		const send = async (
			waiting: number,
			timestamp: number,
			id: string
		) => {
			const { status } = await store.request( {
				method: 'PUT',
				path: '/v1/status',
				body: JSON.stringify( { ...report, waiting } ),
				timestamp,
				id,
			} );
			expect( status ).toBe( 204 );
			return ( await findStatus( api, store ) )!.report.waiting;
		};
		expect( await send( 1, now - 20, 'msg_1' ) ).toBe( 1 );
		expect( await send( 2, now - 10, 'msg_2' ) ).toBe( 2 );
		expect( await send( 1, now - 20, 'msg_1' ) ).toBe( 2 );
		expect( await send( 9, now - 15, 'msg_late' ) ).toBe( 2 );
		// The last report of a second counts, and a replay of one does not bring it back.
		expect( await send( 3, now - 10, 'msg_3' ) ).toBe( 3 );
		expect( await send( 2, now - 10, 'msg_2' ) ).toBe( 3 );
		expect( await send( 3, now - 10, 'msg_3' ) ).toBe( 3 );
		expect( await send( 4, now - 9, 'msg_4' ) ).toBe( 4 );
		expect( await send( 3, now - 10, 'msg_3' ) ).toBe( 4 );
	} );

	test( 'an import request raises the settings version, and stays open until the store reports it handled', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const before = await infoOf( store );
		expect( before.requests.import ).toBeNull();
		await requestImport( api.db, keyOf( store ), 'start', new Date() );
		const id = await requestImport(
			api.db,
			keyOf( store ),
			'cancel',
			new Date()
		);
		const asked = await infoOf( store );
		expect( asked.requests.import ).toEqual( { id, action: 'cancel' } );
		expect( asked.settings ).toEqual( {
			...before.settings,
			version: before.settings.version + 2,
		} );
		await put( store, '/v1/status', { ...report, handled_request: 'x' } );
		expect( ( await infoOf( store ) ).requests.import ).not.toBeNull();
		await put( store, '/v1/status', { ...report, handled_request: id } );
		expect( ( await infoOf( store ) ).requests.import ).toBeNull();
	} );

	test( 'R26 a request from before the store left does not apply to its fresh import', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const key = keyOf( store );
		await requestImport( api.db, key, 'cancel', new Date() );
		expect( ( await store.leave() ).status ).toBe( 204 );
		// While it has left, before it comes back with its old credentials.
		await requestImport( api.db, key, 'cancel', new Date() );
		expect( ( await infoOf( store ) ).requests.import ).toBeNull();

		await requestImport( api.db, key, 'cancel', new Date() );
		await actOnConnection( api.db, key, 'revoke', new Date() );
		expect( await openImportRequest( api.db, key ) ).toBeNull();

		await requestImport( api.db, key, 'cancel', new Date() );
		await api.db.transaction().execute( ( tx ) =>
			joinStore( tx, {
				accountId: store.accountId,
				storeUrl: store.storeUrl,
				installId: 'another',
				selections: SELECTIONS,
				apiUrl: api.url,
				keys: api.keys,
				now: new Date(),
			} )
		);
		expect( await openImportRequest( api.db, key ) ).toBeNull();
	} );

	test( 'other methods get the allowed ones in the answer', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		for ( const path of [ '/v1/settings', '/v1/status' ] ) {
			const answer = await store.request( { path, body: '{}' } );
			expect( answer.status ).toBe( 405 );
			expect( answer.headers.get( 'allow' ) ).toBe( 'PUT' );
		}
	} );
} );
