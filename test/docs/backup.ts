/** Dumps and restores Ivorey's database, with the tools and a server of this machine's Postgres. */
import path from 'node:path';
import pg from 'pg';
import { expect, onTestFinished } from 'vitest';
import { startTestApi } from '@ivorey/ingest-api/testing/api.ts';
import { orderRecord } from '@ivorey/ingest-api/testing/records.ts';
import { envOf } from '@ivorey/ingest-api/testing/run-cli.ts';
import { startSystemPostgres } from '../postgres/system-postgres.ts';
import type { Scenarios } from './scenario.ts';

/** @param bin The folder with pg_dump. */
export const backups = ( bin: string ): Scenarios => ( {
	'pg_dump --enable-row-security --format=custom --file=ivorey.dump "$DATABASE_URL"':
		async ( clone, command ) => {
			const server = await startSystemPostgres( bin );
			onTestFinished( server.stop );
			const admin = new pg.Client( {
				connectionString: `${ server.url }postgres`,
			} );
			await admin.connect();
			onTestFinished( () => admin.end() );
			// A server that stops at once tells all its clients.
			admin.on( 'error', () => undefined );
			await admin.query( 'create role app login createrole' );
			const addressOf = async ( name: string ) => {
				await admin.query( `create database ${ name } owner app` );
				const url = new URL( server.url );
				url.username = 'app';
				url.pathname = name;
				return url.href;
			};
			const env = {
				PATH: `${ bin }${ path.delimiter }${ process.env.PATH }`,
				DATABASE_URL: await addressOf( 'ivorey' ),
			};
			await clone.run( 'npm run migrate', env );
			const api = await startTestApi(
				{},
				{
					database: {
						url: env.DATABASE_URL,
						drop: async () => undefined,
					},
				}
			);
			const store = await api.connect();
			await store.send( [ orderRecord( '1', 1 ) ] );

			await expect(
				clone.run(
					command.replace( '--enable-row-security ', '' ),
					env
				)
			).rejects.toThrow( 'row-level security' );
			await clone.run( command, env );
			await store.send( [ orderRecord( '2', 1 ) ] );

			await api.stop();
			const restored = await addressOf( 'restored' );
			await clone.run(
				`pg_restore --dbname="${ restored }" ivorey.dump`,
				env
			);
			await clone.run( 'npm run -s connection -- new-epoch', {
				...envOf( api ),
				DATABASE_URL: restored,
			} );
			const again = await startTestApi(
				{ ENCRYPTION_KEY: envOf( api ).ENCRYPTION_KEY! },
				{ database: { url: restored, drop: async () => undefined } }
			);
			const orders = await again.db
				.selectFrom( 'orders' )
				.select( 'order_id' )
				.execute();
			expect( orders ).toEqual( [ { order_id: '1' } ] );
		},
} );
