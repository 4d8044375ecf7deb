import { sql, type Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { openConnection } from '../testing/one-connection.ts';
import { ACCOUNT_SETTING, TENANT_ROLE } from './row-security.ts';
import type { Database } from './schema.ts';

const stateOf = async ( db: Kysely< Database > ) => {
	const { rows } = await sql< {
		pid: number;
		role: string;
		account: string;
		isolation: string;
	} >`
		select pg_backend_pid() as pid, current_user as role, current_setting( ${ ACCOUNT_SETTING } ) as account,
			current_setting( 'transaction_isolation' ) as isolation
	`.execute( db );
	return rows[ 0 ]!;
};

test( 'a transaction begins with its first statement, in its scope and isolation', async () => {
	const { db, accountId } = await openConnection();
	for ( let time = 0; time < 2; time++ ) {
		const states = await db
			.transaction()
			.setIsolationLevel( 'serializable' )
			.execute( async ( tx ) => [
				await stateOf( tx ),
				await stateOf( tx ),
			] );
		for ( const state of states ) {
			expect( state ).toMatchObject( {
				role: TENANT_ROLE,
				account: accountId,
				isolation: 'serializable',
			} );
		}
	}
	expect( await stateOf( db ) ).toMatchObject( {
		isolation: 'read committed',
	} );
} );

test( 'a transaction whose first statement fails is over, and its connection serves the next one', async () => {
	const { db } = await openConnection();
	const { pid } = await stateOf( db );
	for ( let time = 0; time < 2; time++ ) {
		await expect(
			db.transaction().execute( async ( tx ) => {
				await sql`select 1 / ${ 0 }::integer`.execute( tx );
			} )
		).rejects.toMatchObject( { code: '22012' } );
		await expect(
			db.transaction().execute( async ( tx ) => {
				await sql`select from nowhere where ${ 1 }::integer = 1`.execute(
					tx
				);
			} )
		).rejects.toMatchObject( { code: '42P01' } );
		expect( ( await stateOf( db ) ).pid ).toBe( pid );
	}
} );

test( 'a transaction without a statement sends nothing, and leaves nothing open', async () => {
	const { db } = await openConnection();
	await db.transaction().execute( async () => undefined );
	await expect(
		db.transaction().execute( async () => {
			throw new Error( 'no' );
		} )
	).rejects.toThrow( 'no' );
	const before = await stateOf( db );
	expect( ( await stateOf( db ) ).pid ).toBe( before.pid );
} );
