import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '@ivorey/shared';
import type { Database } from '../db/schema.ts';
import { Heartbeats } from '../ops/heartbeats.ts';
import { createLog } from '../ops/log.ts';
import { startTestApi } from '../testing/api.ts';
import { startPruning } from './prune.ts';
import { HISTORY_KEPT, pruneHistory } from './prune-history.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const NOW = Date.parse( '2030-01-01T00:00:00Z' );
const BEFORE = new Date( NOW - 730 * DAY_MS );
const daysAgo = ( days: number ) => new Date( NOW - days * DAY_MS );

interface Key {
	account_id: string;
	connection_id: string;
}

/** Writes everything that is recorded when something happens, with this age. */
async function happened(
	db: Kysely< Database >,
	own: Key,
	at: Date,
	version: number
): Promise< void > {
	await db
		.insertInto( 'connection_events' )
		.values( {
			...own,
			event_id: randomUUID(),
			to_state: 'active',
			cause: 'system',
			reason: 'authenticated_again',
			occurred_at: at,
		} )
		.execute();
	await db
		.insertInto( 'connection_notices' )
		.values( {
			...own,
			notice_id: randomUUID(),
			kind: 'paused',
			reason: 'authentication_failed',
			occurred_at: at,
			state: 'sent',
			attempts: 1,
			next_attempt_at: at,
		} )
		.execute();
	await db
		.insertInto( 'connection_settings' )
		.values( {
			...own,
			version,
			settings: JSON.stringify( DEFAULT_SETTINGS ),
			changed_by: 'store',
			changed_at: at,
		} )
		.execute();
	await db
		.insertInto( 'import_requests' )
		.values( {
			...own,
			request_id: randomUUID(),
			action: 'start',
			requested_at: at,
			settings_version: version,
			handled_at: at,
		} )
		.execute();
	await db
		.insertInto( 'contact_merges' )
		.values( {
			account_id: own.account_id,
			merge_id: randomUUID(),
			from_contact_id: randomUUID(),
			into_contact_id: randomUUID(),
			why: 'registered',
			connection_id: own.connection_id,
			merged_at: at,
		} )
		.execute();
	await db
		.insertInto( 'account_tokens' )
		.values( {
			account_id: own.account_id,
			token_id: randomUUID(),
			token_hash: randomUUID(),
			created_at: at,
			revoked_at: at,
		} )
		.execute();
	await db
		.insertInto( 'account_changes' )
		.values( {
			account_id: own.account_id,
			change_id: randomUUID(),
			at,
			origin: 'person',
			person_id: null,
			person_name: null,
			person_email: null,
			kind: 'account_changed',
			subject_kind: null,
			subject_id: null,
			subject_label: null,
			details: '{}',
		} )
		.execute();
	await db
		.insertInto( 'account_invitations' )
		.values( {
			account_id: own.account_id,
			invitation_id: randomUUID(),
			email: 'mia@example.com',
			email_key: 'mia@example.com',
			role: 'member',
			token_hash: randomUUID(),
			invited_by: 'ada@example.com',
			created_at: at,
			expires_at: at,
			settled: 'revoked',
			settled_at: at,
		} )
		.execute();
}

const TABLES = [
	'connection_events',
	'connection_notices',
	'connection_settings',
	'import_requests',
	'contact_merges',
	'account_tokens',
	'account_changes',
	'account_invitations',
] as const;

async function counts( db: Kysely< Database >, accountId: string ) {
	return Promise.all(
		TABLES.map( async ( table ) => {
			const { n } = await db
				.selectFrom( table )
				.select( ( eb ) => eb.fn.countAll< string >().as( 'n' ) )
				.where( 'account_id', '=', accountId )
				.executeTakeFirstOrThrow();
			return Number( n );
		} )
	);
}

async function twoStores() {
	const api = await startTestApi( { ROLES: 'ingest' } );
	const [ one, other ] = [
		await api.connect( { accountName: 'One' } ),
		await api.connect( { accountName: 'Other' } ),
	].map( ( store ) => ( {
		account_id: store.accountId,
		connection_id: store.connectionId,
	} ) );
	await api.db.deleteFrom( 'connection_events' ).execute();
	return { api, one: one!, other: other! };
}

describe( 'the history of an account', () => {
	test( 'is deleted when it is old, except the last rows of each connection, and not in other accounts', async () => {
		const { api, one, other } = await twoStores();
		for ( let n = 0; n < HISTORY_KEPT + 5; n++ ) {
			const at = daysAgo( 731 + 100 - n );
			await happened( api.db, one, at, n + 2 );
			await happened( api.db, other, at, n + 2 );
		}
		const before = await counts( api.db, other.account_id );
		await pruneHistory( api.db, one.account_id, BEFORE );
		expect( await counts( api.db, one.account_id ) ).toEqual( [
			HISTORY_KEPT,
			HISTORY_KEPT,
			HISTORY_KEPT,
			0,
			0,
			0,
			0,
			0,
		] );
		expect( await counts( api.db, other.account_id ) ).toEqual( before );
		const versions = await api.db
			.selectFrom( 'connection_settings' )
			.select( 'version' )
			.where( 'account_id', '=', one.account_id )
			.orderBy( 'version' )
			.execute();
		expect( versions[ 0 ] ).toEqual( { version: 7 } );
	} );

	test( 'is kept while it is younger, however much there is, and while it is not settled', async () => {
		const { api, one } = await twoStores();
		for ( let n = 0; n < HISTORY_KEPT + 5; n++ ) {
			await happened( api.db, one, daysAgo( 729 - n ), n + 2 );
		}
		const before = await counts( api.db, one.account_id );
		expect( await pruneHistory( api.db, one.account_id, BEFORE ) ).toBe(
			0
		);
		expect( await counts( api.db, one.account_id ) ).toEqual( before );

		await api.db
			.updateTable( 'connection_notices' )
			.set( {
				state: 'waiting',
				occurred_at: sql< Date >`occurred_at - interval '200 days'`,
			} )
			.execute();
		await api.db
			.updateTable( 'import_requests' )
			.set( { handled_at: null, requested_at: daysAgo( 800 ) } )
			.execute();
		await api.db
			.updateTable( 'account_tokens' )
			.set( { revoked_at: null, created_at: daysAgo( 800 ) } )
			.execute();
		expect( await pruneHistory( api.db, one.account_id, BEFORE ) ).toBe(
			0
		);
	} );

	test( 'is deleted in slices of limited size', async () => {
		const { api, one } = await twoStores();
		const removed: number[] = [];
		await api.db
			.insertInto( 'contact_merges' )
			.values(
				Array.from( { length: 2_500 }, () => ( {
					account_id: one.account_id,
					merge_id: randomUUID(),
					from_contact_id: randomUUID(),
					into_contact_id: randomUUID(),
					why: 'registered' as const,
					connection_id: one.connection_id,
					merged_at: daysAgo( 900 ),
				} ) )
			)
			.execute();
		const stop = new AbortController();
		stop.abort();
		for ( let n = 0; n < 3; n++ ) {
			removed.push(
				await pruneHistory(
					api.db,
					one.account_id,
					BEFORE,
					// Ends after one slice.
					stop.signal
				)
			);
		}
		expect( removed ).toEqual( [ 1_000, 1_000, 500 ] );
	} );

	test( 'is deleted by the role worker, in every account', async () => {
		const { api, one, other } = await twoStores();
		for ( const own of [ one, other ] ) {
			await happened( api.db, own, daysAgo( 900 ), 2 );
		}
		const stop = startPruning( {
			db: api.db,
			retentionDays: { batches: 30, history: 730, webhooks: 30 },
			heartbeat: new Heartbeats().start( 'pruning' ),
			log: createLog( 'silent' ),
			now: () => new Date( NOW ),
		} );
		for ( const own of [ one, other ] ) {
			await expect
				.poll( () => counts( api.db, own.account_id ) )
				.toEqual( [ 1, 1, 1, 0, 0, 0, 0, 0 ] );
		}
		await stop();
	} );
} );
