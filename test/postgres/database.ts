import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';

export interface FreshDatabase {
	url: string;
	drop: () => Promise< void >;
}

/** Postgres refuses to copy a database with any connection, including another copy in progress. */
const TEMPLATE_IN_USE = '55006';
const COPY_ATTEMPTS = 100;

/** A migrated, empty database for one test: a copy of the template, which takes tens of milliseconds. */
export async function freshDatabase(): Promise< FreshDatabase > {
	const { adminUrl, template } = inject( 'postgres' );
	const admin = () => adminOf( adminUrl );
	const name = `ivorey_test_${ randomBytes( 8 ).toString( 'hex' ) }`;
	await copyTemplate( await admin(), name, template );
	const url = new URL( adminUrl );
	url.pathname = `/${ name }`;
	return {
		url: url.href,
		async drop() {
			await (
				await admin()
			).query( `drop database if exists ${ name } with ( force )` );
		},
	};
}

async function copyTemplate(
	client: pg.Client,
	name: string,
	template: string
): Promise< void > {
	for ( let attempt = 1; ; attempt++ ) {
		try {
			await client.query(
				`create database ${ name } template ${ template } strategy file_copy`
			);
			return;
		} catch ( error ) {
			const inUse =
				error instanceof pg.DatabaseError &&
				error.code === TEMPLATE_IN_USE;
			if ( ! inUse || attempt === COPY_ATTEMPTS ) {
				throw error;
			}
			await sleep( 20 + Math.random() * 50 );
		}
	}
}

let open: Promise< pg.Client > | undefined;

/** One connection for all tests of a process: opening one takes longer than dropping a database. */
function adminOf( url: string ): Promise< pg.Client > {
	open ??= connect( url );
	return open;
}

async function connect( url: string ): Promise< pg.Client > {
	const client = new pg.Client( { connectionString: url } );
	const forget = () => ( open = undefined );
	client.on( 'error', forget );
	client.on( 'end', forget );
	try {
		await client.connect();
	} catch ( error ) {
		forget();
		throw error;
	}
	// It ends with the process, which must not wait for it.
	( client as pg.Client & { unref: () => void } ).unref();
	return client;
}
