import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Writable } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../ops/config.ts';
import { createConnection } from '../connections/create.ts';
import { actOnConnection } from '../connections/repository.ts';
import { createLog } from '../ops/log.ts';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { addPerson, makePerson, type TestPerson } from '../testing/people.ts';
import { TestStore } from '../testing/store.ts';
import { createMailer, type Mail, type Mailer } from '../ops/mailer.ts';
import { sendNotices } from './notices.ts';

const MINUTE = 60_000;

/** An API that only takes batches: the test itself sends the notices. */
async function startNoted( now = () => new Date() ) {
	const api = await startTestApi( { ROLES: 'ingest' }, { now } );
	const person = await makePerson( api.db );
	const mails: Mail[] = [];
	const log: string[] = [];
	let failing = false;
	const mailer: Mailer = {
		async send( mail ) {
			if ( failing ) {
				throw new Error( `Refused ${ mail.to.join() }` );
			}
			mails.push( mail );
		},
		close: () => undefined,
	};
	return {
		api,
		person,
		mails,
		log,
		fail( on: boolean ) {
			failing = on;
		},
		send: () =>
			sendNotices( {
				db: api.db,
				mailer,
				consoleUrl: () => 'https://app.example.com',
				now,
				log: createLog(
					'debug',
					new Writable( {
						write( chunk, _encoding, done ) {
							log.push( String( chunk ) );
							done();
						},
					} )
				),
			} ),
	};
}

async function storeOf( api: TestApi, person: TestPerson ) {
	const name = `Account of ${ person.email }`;
	await api.db
		.updateTable( 'accounts' )
		.set( { name } )
		.where( 'account_id', '=', person.accountId )
		.execute();
	const storeUrl = 'https://shop.example.com';
	const store = new TestStore(
		await createConnection( api.db, {
			storeUrl,
			accountName: name,
			apiUrl: api.url,
			keys: api.keys,
		} ),
		storeUrl
	);
	await store.ask();
	return store;
}

/** A wrong token beside a valid signature, which no store sends on its own. */
const WRONG = { headers: { authorization: `Bearer ${ 'x'.repeat( 40 ) }` } };

describe( 'R28 the account’s owner', () => {
	test( 'gets one e-mail for a pause, with its reason and a link that works, and one for the recovery; a member gets none', async () => {
		const { api, person, mails, send } = await startNoted();
		await addPerson(
			api.db,
			person.accountId,
			'mia@example.com',
			'member'
		);
		const store = await storeOf( api, person );
		expect( await send() ).toBe( 0 );
		for ( let i = 0; i < 5; i++ ) {
			await store.ask( WRONG );
		}
		expect( await send() ).toBe( 1 );
		expect( await send() ).toBe( 0 );
		expect( mails ).toHaveLength( 1 );
		expect( mails[ 0 ] ).toMatchObject( {
			to: [ person.email ],
			subject: 'Ivorey paused the sync with shop.example.com',
		} );
		for ( const part of [ mails[ 0 ]!.text, mails[ 0 ]!.html ] ) {
			expect( part ).toContain(
				`https://app.example.com/settings/integration/woocommerce/${ store.connectionId }`
			);
			expect( part ).toContain( 'Nothing is lost' );
			expect( part ).toContain( 'credentials' );
		}
		await store.ask();
		await store.ask();
		expect( await send() ).toBe( 1 );
		expect( mails[ 1 ]!.subject ).toBe(
			'Sync with shop.example.com has resumed'
		);
	} );

	test( 'is not mailed again and again while an old copy of the site keeps sending, but is mailed about a pause that lasts', async () => {
		let offset = 0;
		const { api, person, mails, send } = await startNoted(
			() => new Date( Date.now() + offset )
		);
		const store = await storeOf( api, person );
		const at = () => ( {
			timestamp: Math.floor( ( Date.now() + offset ) / 1_000 ),
		} );
		for ( let i = 0; i < 60; i++ ) {
			await store.ask( { ...WRONG, ...at() } );
			await send();
			offset += 5 * MINUTE;
			await store.ask( at() );
			await send();
			offset += 25 * MINUTE;
		}
		expect( mails.map( ( { subject } ) => subject ) ).toEqual(
			Array.from( { length: 3 }, () => [
				expect.stringContaining( 'paused' ),
				expect.stringContaining( 'has resumed' ),
			] ).flat()
		);
		const events = await api.db
			.selectFrom( 'connection_events' )
			.select( 'reason' )
			.where( 'account_id', '=', person.accountId )
			.where( 'reason', '=', 'authentication_failed' )
			.execute();
		expect( events ).toHaveLength( 60 );

		await store.ask( { ...WRONG, ...at() } );
		offset += 119 * MINUTE;
		expect( await send() ).toBe( 0 );
		offset += 2 * MINUTE;
		expect( await send() ).toBe( 1 );
		await store.ask( at() );
		expect( await send() ).toBe( 1 );
		expect( mails ).toHaveLength( 8 );
		offset += 25 * 60 * MINUTE;
		await store.ask( { ...WRONG, ...at() } );
		expect( await send() ).toBe( 1 );
	} );

	test.for( [ 'pause', 'revoke' ] as const )(
		'gets no late e-mail about a postponed pause after a person’s %s',
		async ( action ) => {
			let offset = 0;
			const { api, person, mails, send } = await startNoted(
				() => new Date( Date.now() + offset )
			);
			const store = await storeOf( api, person );
			for ( let i = 0; i < 3; i++ ) {
				await store.ask( WRONG );
				await store.ask();
			}
			await store.ask( WRONG );
			await actOnConnection( api.db, store, action, new Date() );
			offset = 24 * 60 * MINUTE;
			expect( await send() ).toBe( 6 );
			expect( mails[ 5 ]!.subject ).toContain( 'has resumed' );
		}
	);

	test( 'is mailed about the recovery even if it came by reconnecting', async () => {
		const { api, person, mails, send } = await startNoted();
		const store = await storeOf( api, person );
		await store.ask( WRONG );
		await api.db
			.updateTable( 'connections' )
			.set( { state: 'pending', state_cause: null, state_reason: null } )
			.where( 'account_id', '=', person.accountId )
			.execute();
		await store.ask();
		expect( await send() ).toBe( 2 );
		expect(
			mails.map( ( { subject } ) => subject.slice( 0, 13 ) )
		).toEqual( [ 'Ivorey paused', 'Sync with sho' ] );
	} );

	test( 'is mailed about a recovery once, even if it came in the moment of the pause', async () => {
		const now = new Date();
		const { api, person, mails, send } = await startNoted( () => now );
		const store = await storeOf( api, person );
		await store.ask( WRONG );
		await store.ask();
		await api.db
			.updateTable( 'connections' )
			.set( { state: 'pending', state_cause: null, state_reason: null } )
			.where( 'account_id', '=', person.accountId )
			.execute();
		await store.ask();
		await send();
		expect( mails ).toHaveLength( 2 );
	} );

	test( 'is still mailed about a postponed pause after another store is connected again', async () => {
		const { api, person } = await startNoted();
		const store = await storeOf( api, person );
		const name = `Account of ${ person.email }`;
		const other = await api.connect( {
			storeUrl: 'https://other.example.com',
			accountName: name,
		} );
		await api.db
			.insertInto( 'connection_notices' )
			.values( {
				account_id: person.accountId,
				notice_id: randomUUID(),
				connection_id: other.connectionId,
				kind: 'paused',
				reason: 'authentication_failed',
				occurred_at: new Date(),
				state: 'waiting',
				attempts: 0,
				next_attempt_at: new Date( Date.now() + 120 * MINUTE ),
			} )
			.execute();
		const again = await api.connect( {
			storeUrl: store.storeUrl,
			accountName: name,
		} );
		expect( again.connectionId ).toBe( store.connectionId );
		expect(
			await api.db
				.selectFrom( 'connection_notices' )
				.select( 'connection_id' )
				.where( 'account_id', '=', person.accountId )
				.execute()
		).toEqual( [ { connection_id: other.connectionId } ] );
	} );

	test( 'gets none for people’s own actions, nor for a first connection', async () => {
		const { api, person, send } = await startNoted();
		const store = await storeOf( api, person );
		const key = {
			accountId: store.accountId,
			connectionId: store.connectionId,
		};
		for ( const action of [ 'pause', 'resume', 'revoke' ] as const ) {
			await actOnConnection( api.db, key, action, new Date() );
		}
		expect( await send() ).toBe( 0 );
	} );

	test( 'gets it once, though many send at the same time', async () => {
		const { api, person, mails, send } = await startNoted();
		const store = await storeOf( api, person );
		await store.ask( WRONG );
		await Promise.all( Array.from( { length: 8 }, send ) );
		expect( mails ).toHaveLength( 1 );
	} );

	test( 'gets all e-mails in order after the mail server was down', async () => {
		let offset = 0;
		const { api, person, mails, log, fail, send } = await startNoted(
			() => new Date( Date.now() + offset )
		);
		const store = await storeOf( api, person );
		const at = () => ( {
			timestamp: Math.floor( ( Date.now() + offset ) / 1_000 ),
		} );
		await store.ask( { ...WRONG, ...at() } );
		fail( true );
		expect( await send() ).toBe( 0 );
		expect( await send() ).toBe( 0 );
		offset = 0.4 * MINUTE;
		await store.ask( at() );
		fail( false );
		// The recovery waits for the pause, which waits for its next attempt.
		expect( await send() ).toBe( 0 );
		offset = MINUTE;
		expect( await send() ).toBe( 2 );
		expect( mails[ 0 ]!.subject ).toContain( 'paused' );
		expect( mails[ 1 ]!.subject ).toContain( 'has resumed' );
		expect( log.join( '' ) ).toContain( 'mail failed' );
		expect( log.join( '' ) ).not.toContain( person.email );
	} );

	test( 'is not mailed forever while the mail server is down', async () => {
		let offset = 0;
		const { api, person, mails, fail, send } = await startNoted(
			() => new Date( Date.now() + offset )
		);
		const store = await storeOf( api, person );
		await store.ask( WRONG );
		fail( true );
		for ( let i = 0; i < 60; i++ ) {
			await send();
			offset += 61 * MINUTE;
		}
		fail( false );
		offset += 24 * 60 * MINUTE;
		expect( await send() ).toBe( 0 );
		expect( mails ).toEqual( [] );
	} );

	test( 'does not delay the notices of other accounts if there is none', async () => {
		const { api, person, send } = await startNoted();
		const nobody = await api.connect();
		await nobody.ask();
		await nobody.ask( WRONG );
		const store = await storeOf( api, person );
		await store.ask( WRONG );
		expect( await send() ).toBe( 1 );
	} );

	test( 'gets it from the program itself, through the mail server', async () => {
		const smtp = await startSmtp();
		const api = await startTestApi( {
			SMTP_URL: smtp.url,
			MAIL_FROM: 'Ivorey <hello@example.com>',
		} );
		const person = await makePerson( api.db, 'ada@example.com' );
		const store = await storeOf( api, person );
		await store.ask( WRONG );
		await expect
			.poll( () => smtp.mails.length, { timeout: 8_000 } )
			.toBe( 1 );
		const [ mail ] = smtp.mails;
		expect( mail ).toContain( 'From: Ivorey <hello@example.com>' );
		expect( mail ).toContain( 'To: ada@example.com' );
		expect( mail ).toContain(
			'Subject: Ivorey paused the sync with shop.example.com'
		);
		expect( mail ).toContain( 'multipart/alternative' );
	} );
} );

test( 'sending fails if the mail server cannot be reached', async () => {
	const mailer = createMailer(
		loadConfig( { SMTP_URL: 'smtp://127.0.0.1:1' } )
	);
	onTestFinished( () => mailer.close() );
	await expect(
		mailer.send( {
			to: [ 'ada@example.com' ],
			subject: '',
			text: '',
			html: '',
		} )
	).rejects.toThrow();
} );

test.for( [
	{ name: 'says nothing', greeting: null },
	{ name: 'never comes to the point', greeting: '220-' },
] )(
	'R28 a mail server that $name is given up before another worker takes the notice',
	async ( { greeting } ) => {
		const sockets = new Set< Socket >();
		const server = createServer( ( socket ) => {
			sockets.add( socket );
			socket.on( 'error', () => undefined );
			const drip = setInterval( () => {
				if ( greeting !== null ) {
					socket.write( `${ greeting }one moment\r\n` );
				}
			}, 50 );
			socket.on( 'close', () => clearInterval( drip ) );
		} );
		server.listen( 0, '127.0.0.1' );
		await once( server, 'listening' );
		onTestFinished( () => {
			sockets.forEach( ( socket ) => socket.destroy() );
			server.close();
		} );
		const { port } = server.address() as AddressInfo;
		const mailer = createMailer(
			loadConfig( { SMTP_URL: `smtp://127.0.0.1:${ port }` } ),
			greeting === null
				? { step: 200, send: 60_000 }
				: { step: 60_000, send: 400 }
		);
		onTestFinished( () => mailer.close() );
		const began = performance.now();
		await expect(
			mailer.send( {
				to: [ 'ada@example.com' ],
				subject: '',
				text: '',
				html: '',
			} )
		).rejects.toThrow();
		expect( performance.now() - began ).toBeLessThan( 5_000 );
	}
);

/** Just enough of a mail server to accept an e-mail (RFC 5321). */
async function startSmtp(): Promise< { url: string; mails: string[] } > {
	const mails: string[] = [];
	const sockets = new Set< Socket >();
	const server = createServer( ( socket ) => {
		sockets.add( socket );
		socket.on( 'error', () => undefined );
		socket.write( '220 test\r\n' );
		let buffer = '';
		let data = false;
		socket.on( 'data', ( chunk ) => {
			buffer += chunk.toString();
			for (;;) {
				const end = buffer.indexOf( data ? '\r\n.\r\n' : '\r\n' );
				if ( end === -1 ) {
					return;
				}
				const text = buffer.slice( 0, end );
				buffer = buffer.slice( end + ( data ? 5 : 2 ) );
				if ( data ) {
					mails.push( text );
					data = false;
					socket.write( '250 taken\r\n' );
				} else if ( /^DATA/i.test( text ) ) {
					data = true;
					socket.write( '354 go on\r\n' );
				} else if ( /^QUIT/i.test( text ) ) {
					socket.end( '221 bye\r\n' );
				} else {
					socket.write( '250 ok\r\n' );
				}
			}
		} );
	} ).listen( 0, '127.0.0.1' );
	await once( server, 'listening' );
	onTestFinished( () => {
		for ( const socket of sockets ) {
			socket.destroy();
		}
		server.close();
	} );
	const { port } = server.address() as AddressInfo;
	return { url: `smtp://127.0.0.1:${ port }`, mails };
}
