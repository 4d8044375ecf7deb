import { sql } from 'kysely';
import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openConnection } from '../testing/one-connection.ts';
import { inMessages } from './in-messages.ts';
import { ACCOUNT_SETTING } from './row-security.ts';
import { PREPARED } from './statement-names.ts';

/** Opens a database connection that counts the messages it sends. */
async function opened() {
	const connection = await openConnection();
	const messages = vi.spyOn( pg.Client.prototype, 'query' );
	onTestFinished( () => messages.mockRestore() );
	return {
		...connection,
		messages: () => {
			const count = messages.mock.calls.length;
			messages.mockClear();
			return count;
		},
	};
}

const number = ( value: number ) =>
	sql< { value: number } >`select ${ value }::integer as value`;
const failing = sql`select ${ PREPARED } 1 / ${ 0 }::integer`;

test( 'statements that do not wait for each other share one message with the beginning and the end of their transaction', async () => {
	const { db, accountId, messages } = await opened();
	const answers = await db
		.transaction()
		.execute( ( tx ) =>
			inMessages( tx, ( ask ) =>
				Promise.all( [
					ask( number( 1 ) ),
					ask( sql`select ${ PREPARED } ${ 'two' }::text as value` ),
					ask(
						sql`select current_setting( ${ ACCOUNT_SETTING } ) as value`
					),
					ask(
						sql`select from ( values ( 1 ) ) as none where false`
					),
					ask( sql`commit` ),
				] )
			)
		);
	expect( answers ).toEqual( [
		[ { value: 1 } ],
		[ { value: 'two' } ],
		[ { value: accountId } ],
		[],
		[ { command: 'COMMIT' } ],
	] );
	expect( messages() ).toBe( 1 );
} );

test( 'a statement that waits for an answer goes in the next message', async () => {
	const { db, messages } = await opened();
	const sum = await db.transaction().execute( ( tx ) =>
		inMessages( tx, async ( ask ) => {
			const [ [ one ], [ two ] ] = await Promise.all( [
				ask( number( 1 ) ),
				ask( number( 2 ) ),
			] );
			const [ all ] = await ask( number( one!.value + two!.value ) );
			return all!.value;
		} )
	);
	expect( sum ).toBe( 3 );
	// The last message is the end of the transaction.
	expect( messages() ).toBe( 3 );
} );

test( 'nothing after the first failure is run, not even the end of the transaction', async () => {
	const { db } = await opened();
	await sql`create temp table kept ( value integer )`.execute( db );
	const keep = ( value: number ) =>
		sql`insert into kept values ( ${ value }::integer )`;
	for ( let time = 0; time < 2; time++ ) {
		await expect(
			db
				.transaction()
				.execute( ( tx ) =>
					inMessages( tx, ( ask ) =>
						Promise.all( [
							ask( keep( 1 ) ),
							ask( failing ),
							ask( keep( 2 ) ),
							ask( sql`commit` ),
						] )
					)
				)
		).rejects.toMatchObject( { code: '22012' } );
	}
	// pg knows which statements were prepared, and which were not because of the failure.
	await db
		.transaction()
		.execute( ( tx ) =>
			inMessages( tx, ( ask ) =>
				Promise.all( [
					ask( keep( 3 ) ),
					ask( sql`select ${ PREPARED } ${ 'two' }::text as value` ),
				] )
			)
		);
	const { rows } = await sql`select value from kept`.execute( db );
	expect( rows ).toEqual( [ { value: 3 } ] );
} );

test( 'statements outside of a transaction are undone together', async () => {
	const { db } = await opened();
	await sql`create temp table kept ( value integer )`.execute( db );
	await expect(
		inMessages( db, ( ask ) =>
			Promise.all( [
				ask( sql`insert into kept values ( ${ 1 }::integer )` ),
				ask( failing ),
			] )
		)
	).rejects.toMatchObject( { code: '22012' } );
	const { rows } = await sql`select value from kept`.execute( db );
	expect( rows ).toEqual( [] );
} );
