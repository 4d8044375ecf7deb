import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { waitFor } from '../../../test/wait.ts';
import {
	startScriptedSmtp,
	type SmtpScript,
} from '../testing/scripted-smtp.ts';
import type { OutgoingEmail } from './compose-message.ts';
import {
	createSmtpSender,
	type SmtpSenderOptions,
	type SmtpTimeouts,
} from './smtp-sender.ts';

const MAIL: OutgoingEmail = {
	messageId: 'run-1@example.com',
	from: 'Sample Store <hello@example.com>',
	replyTo: null,
	to: 'ada@example.com',
	subject: 'Your order',
	html: '<p>Thank you.</p>',
	text: 'Thank you.',
};

function sender( url: string, options: Partial< SmtpSenderOptions > = {} ) {
	const created = createSmtpSender( { url, dkim: null, ...options } );
	onTestFinished( () => created.close() );
	return created;
}

/** A sender with short timeouts, for a server that never answers. */
function waitingBriefly(
	script: SmtpScript,
	timeouts: Partial< SmtpTimeouts >
): Partial< SmtpSenderOptions > {
	return Object.values( script ).includes( 'hang' ) ? { timeouts } : {};
}

/** Waits until a connection is no longer trusted after an e-mail, and is probed before the next one. */
async function outOfTrust(): Promise< void > {
	const from = performance.now();
	await waitFor( () => performance.now() - from > 1_100, 'A while' );
}

const noted = () => vi.fn( () => Promise.resolve() );

describe( 'R44: before the message is handed over', () => {
	test.for< [ name: string, script: SmtpScript, outcome: object ] >( [
		[
			'a sender that is refused for now',
			{ mail: '451 4.3.0 Try later' },
			{ state: 'later', reply: '451 4.3.0 Try later' },
		],
		[
			'a sender that is refused for good',
			{ mail: '550 5.7.1 Not you' },
			{
				state: 'failed',
				reply: '550 5.7.1 Not you',
				isHardBounce: false,
			},
		],
		[
			'a sender whose address does not exist',
			{ mail: '550 5.1.8 No such sender domain' },
			{ state: 'failed', isHardBounce: false },
		],
		[
			'a mailbox that is full for now',
			{ rcpt: '452 4.2.2 Full' },
			{ state: 'later', reply: '452 4.2.2 Full' },
		],
		[
			'a mailbox that does not exist',
			{ rcpt: '550 5.1.1 No such user' },
			{
				state: 'failed',
				reply: '550 5.1.1 No such user',
				isHardBounce: true,
			},
		],
		[
			'an unknown user without an enhanced code',
			{ rcpt: '550 User unknown' },
			{ state: 'failed', isHardBounce: true },
		],
		[
			'a domain without a mail server',
			{ rcpt: '556 5.1.10 Null MX' },
			{ state: 'failed', isHardBounce: true },
		],
		[
			'a recipient that a policy refuses',
			{ rcpt: '550 5.7.1 Unknown sender, access denied' },
			{ state: 'failed', isHardBounce: false },
		],
		[
			'DATA that is refused for now',
			{ data: '421 4.3.2 Going down' },
			{ state: 'later', reply: '421 4.3.2 Going down' },
		],
		[
			'DATA that is refused for good',
			{ data: '554 5.6.0 No' },
			{ state: 'failed', reply: '554 5.6.0 No', isHardBounce: false },
		],
		[
			'a server that wants a sign-in',
			{ mail: '530 5.7.0 Authentication required' },
			{ state: 'later' },
		],
		[
			'a server that takes nobody',
			{ greeting: '554 5.3.2 Go away' },
			{ state: 'later', reply: '554 5.3.2 Go away' },
		],
		[
			'a server that hangs up instead of a greeting',
			{ greeting: 'close' },
			{ state: 'later' },
		],
		[
			'a server that hangs up at MAIL',
			{ mail: 'close' },
			{ state: 'later' },
		],
		[
			'a server that hangs up at DATA',
			{ data: 'close' },
			{ state: 'later' },
		],
		[
			'a server that never greets',
			{ greeting: 'hang' },
			{ state: 'later' },
		],
		[
			'a server that never answers EHLO',
			{ ehlo: 'hang' },
			{ state: 'later' },
		],
		[
			'a server that never answers RCPT',
			{ rcpt: 'hang' },
			{ state: 'later' },
		],
		[
			'a server that never answers DATA',
			{ data: 'hang' },
			{ state: 'later' },
		],
	] )( '%s', async ( [ , script, outcome ] ) => {
		const smtp = await startScriptedSmtp( script );
		const onHandOver = noted();
		expect(
			await sender(
				smtp.url,
				waitingBriefly( script, { envelopeMs: 500, connectMs: 500 } )
			).send( MAIL, onHandOver )
		).toMatchObject( outcome );
		expect( onHandOver ).not.toHaveBeenCalled();
		expect( smtp.bytesOfMessages() ).toBe( 0 );
	} );

	test( 'a wrong password is not the e-mail’s fault', async () => {
		const smtp = await startScriptedSmtp( {
			ehlo: '250-localhost\r\n250 AUTH PLAIN LOGIN',
			auth: '535 5.7.8 Wrong',
		} );
		const url = smtp.url.replace( '//', '//user:hunter2@' );
		expect( await sender( url ).send( MAIL, noted() ) ).toEqual( {
			state: 'later',
			reply: '535 5.7.8 Wrong',
		} );
	} );

	test( 'no server listens', async () => {
		expect(
			await sender( 'smtp://127.0.0.1:1' ).send( MAIL, noted() )
		).toMatchObject( { state: 'later' } );
	} );

	test.for( [
		'a>b@example.com',
		'a,b@example.com',
		'"x, eve@example.com"@example.com',
		'ada@example.com, eve@example.com',
		'ada',
		'',
	] )( 'an e-mail to %j is refused without asking a server', async ( to ) => {
		const smtp = await startScriptedSmtp();
		expect(
			await sender( smtp.url ).send( { ...MAIL, to }, noted() )
		).toMatchObject( { state: 'failed', isHardBounce: true } );
		expect( smtp.connections() ).toBe( 0 );
	} );

	test( 'an address in another script is sent with its domain in ASCII', async () => {
		const smtp = await startScriptedSmtp();
		expect(
			await sender( smtp.url ).send(
				{ ...MAIL, to: 'ada@bücher.example' },
				noted()
			)
		).toMatchObject( { state: 'sent' } );
		expect( smtp.messages[ 0 ] ).toContain(
			'To: ada@xn--bcher-kva.example'
		);
	} );

	test( 'a recipient is refused while the commands are pipelined', async () => {
		const smtp = await startScriptedSmtp( {
			ehlo: '250-localhost\r\n250 PIPELINING',
			rcpt: '550 5.1.1 No such user',
			// Some servers accept DATA without a recipient.
			data: '354 Go ahead',
		} );
		const onHandOver = noted();
		expect(
			await sender( smtp.url ).send( MAIL, onHandOver )
		).toMatchObject( {
			state: 'failed',
			isHardBounce: true,
		} );
		expect( onHandOver ).not.toHaveBeenCalled();
	} );
} );

describe( 'R44: once the message is handed over', () => {
	test.for< [ name: string, script: SmtpScript, outcome: object ] >( [
		[
			'taken',
			{ message: '250 2.0.0 Queued as 7' },
			{ state: 'sent', reply: '250 2.0.0 Queued as 7' },
		],
		[
			'taken, in several lines',
			{ message: '250-2.0.0 Queued\r\n250 as 7' },
			{ state: 'sent' },
		],
		[
			'taken, and the connection ends',
			{ message: '250 2.0.0 Queued', closeAfter: 'message' },
			{ state: 'sent' },
		],
		[
			'refused for now',
			{ message: '451 4.7.1 Greylisted' },
			{ state: 'later', reply: '451 4.7.1 Greylisted' },
		],
		[
			'refused for now, by a server that ends',
			{ message: '421 4.3.0 Disk full' },
			{ state: 'later', reply: '421 4.3.0 Disk full' },
		],
		[
			'refused for good',
			{ message: '554 5.7.1 Spam' },
			{ state: 'failed', reply: '554 5.7.1 Spam', isHardBounce: false },
		],
		[
			'no answer, the connection ends',
			{ message: 'close' },
			{ state: 'unknown' },
		],
		[ 'no answer at all', { message: 'hang' }, { state: 'unknown' } ],
		[
			'half an answer',
			{ message: '250-2.0.0 Queued', closeAfter: 'message' },
			{ state: 'unknown' },
		],
		[
			'an answer that means nothing',
			{ message: '354 Go ahead' },
			{ state: 'unknown' },
		],
	] )( '%s', async ( [ , script, outcome ] ) => {
		const smtp = await startScriptedSmtp( script );
		const onHandOver = vi.fn( () => {
			expect( smtp.heard.at( -1 ) ).toBe( 'DATA' );
			expect( smtp.bytesOfMessages() ).toBe( 0 );
			return Promise.resolve();
		} );
		expect(
			await sender(
				smtp.url,
				waitingBriefly( script, { replyMs: 500 } )
			).send( MAIL, onHandOver )
		).toMatchObject( outcome );
		expect( onHandOver ).toHaveBeenCalledOnce();
		expect( smtp.messages ).toHaveLength( 1 );
	} );

	test( 'not a byte of the message leaves before the hand-over is recorded', async () => {
		const smtp = await startScriptedSmtp();
		const note = Promise.withResolvers< void >();
		const outcome = sender( smtp.url ).send( MAIL, () => note.promise );
		await waitFor( () => smtp.heard.includes( 'DATA' ) );
		// After a round trip on the same loop, anything written before would have arrived.
		await sender( smtp.url ).send( MAIL, noted() );
		expect( smtp.messages ).toHaveLength( 1 );
		note.resolve();
		expect( await outcome ).toMatchObject( { state: 'sent' } );
		expect( smtp.messages ).toHaveLength( 2 );
	} );

	test( 'if the hand-over cannot be recorded, nothing is handed over', async () => {
		const smtp = await startScriptedSmtp();
		expect(
			await sender( smtp.url ).send( MAIL, () =>
				Promise.reject( new Error( 'no database' ) )
			)
		).toEqual( {
			state: 'later',
			reply: 'Not sent: the hand-over could not be noted',
		} );
		expect( smtp.bytesOfMessages() ).toBe( 0 );
		expect( smtp.heard.at( -1 ) ).toBe( 'DATA' );
	} );

	test( 'a hand-over that is recorded too late hands over nothing, and the recording ends before the outcome', async () => {
		const smtp = await startScriptedSmtp();
		const note = Promise.withResolvers< void >();
		const settled = vi.fn();
		const outcome = sender( smtp.url, {
			timeouts: { envelopeMs: 500 },
		} ).send( MAIL, () => note.promise );
		void outcome.then( settled );
		await waitFor( () => smtp.heard.includes( 'DATA' ) );
		await waitFor( () => smtp.openConnections() === 0 );
		expect( settled ).not.toHaveBeenCalled();
		note.resolve();
		expect( await outcome ).toMatchObject( { state: 'later' } );
		expect( smtp.bytesOfMessages() ).toBe( 0 );
	} );
} );

describe( 'giving up', () => {
	test( 'a signal stops an e-mail that was not handed over', async () => {
		const smtp = await startScriptedSmtp( { rcpt: 'hang' } );
		const stop = new AbortController();
		const onHandOver = noted();
		const outcome = sender( smtp.url ).send(
			MAIL,
			onHandOver,
			stop.signal
		);
		await waitFor( () => smtp.heard.includes( 'RCPT' ) );
		stop.abort();
		expect( await outcome ).toMatchObject( { state: 'later' } );
		expect( onHandOver ).not.toHaveBeenCalled();
	} );

	test( 'a signal has no effect after the hand-over', async () => {
		const smtp = await startScriptedSmtp();
		const stop = new AbortController();
		expect(
			await sender( smtp.url ).send( MAIL, noted(), stop.signal )
		).toMatchObject( { state: 'sent' } );
		smtp.script = { message: 'hang' };
		const outcome = sender( smtp.url, {
			timeouts: { replyMs: 1_000 },
		} ).send( MAIL, noted(), stop.signal );
		await waitFor( () => smtp.messages.length === 2 );
		stop.abort();
		expect( await outcome ).toMatchObject( { state: 'unknown' } );
	} );

	test( 'close(): waiting e-mails, and one about to be handed over, are later, and no more are accepted', async () => {
		const smtp = await startScriptedSmtp( { data: 'hang' } );
		const closed = sender( smtp.url, { connections: 1 } );
		const outcomes = [ 1, 2, 3 ].map( () => closed.send( MAIL, noted() ) );
		await waitFor( () => smtp.heard.includes( 'DATA' ) );
		await closed.close();
		for ( const outcome of [ ...outcomes, closed.send( MAIL, noted() ) ] ) {
			expect( await outcome ).toEqual( {
				state: 'later',
				reply: 'Stopped before it was sent',
			} );
		}
		expect( smtp.messages ).toHaveLength( 0 );
	} );

	test( 'close() waits briefly for the reply to an e-mail that was handed over', async () => {
		const smtp = await startScriptedSmtp( { message: 'hang' } );
		const closed = sender( smtp.url, { timeouts: { closingMs: 100 } } );
		const outcome = closed.send( MAIL, noted() );
		await waitFor( () => smtp.messages.length === 1 );
		await closed.close();
		expect( await outcome ).toMatchObject( { state: 'unknown' } );
	} );
} );

describe( 'connections', () => {
	test( 'are kept, and are reset before an e-mail that comes a while after the last one', async () => {
		const smtp = await startScriptedSmtp();
		const kept = sender( smtp.url );
		await kept.send( MAIL, noted() );
		await kept.send( MAIL, noted() );
		await outOfTrust();
		await kept.send( MAIL, noted() );
		expect( smtp.connections() ).toBe( 1 );
		expect( smtp.heard ).toEqual( [
			'EHLO',
			...[ 'MAIL', 'RCPT', 'DATA', '<message>' ],
			...[ 'MAIL', 'RCPT', 'DATA', '<message>' ],
			'RSET',
			...[ 'MAIL', 'RCPT', 'DATA', '<message>' ],
		] );
	} );

	test.for< [ name: string, nextMail: string ] >( [
		[ 'wants no more of them', '421 4.7.0 Too many messages' ],
		[ 'is gone', 'close' ],
	] )(
		'are replaced at once if the server, after an e-mail, %s',
		async ( [ , nextMail ] ) => {
			const smtp = await startScriptedSmtp( { nextMail } );
			const kept = sender( smtp.url );
			await kept.send( MAIL, noted() );
			const onHandOver = noted();
			expect( await kept.send( MAIL, onHandOver ) ).toMatchObject( {
				state: 'sent',
			} );
			expect( onHandOver ).toHaveBeenCalledTimes( 1 );
			expect( smtp.messages ).toHaveLength( 2 );
			expect( smtp.connections() ).toBe( 2 );
		}
	);

	test( 'are not replaced endlessly if the server is gone again', async () => {
		const smtp = await startScriptedSmtp();
		const kept = sender( smtp.url );
		await kept.send( MAIL, noted() );
		smtp.script = { mail: 'close' };
		expect( await kept.send( MAIL, noted() ) ).toMatchObject( {
			state: 'later',
		} );
		expect( smtp.connections() ).toBe( 2 );
	} );

	test( 'stay open after a recipient is refused', async () => {
		const smtp = await startScriptedSmtp( { rcpt: '550 5.1.1 Unknown' } );
		const kept = sender( smtp.url );
		await kept.send( MAIL, noted() );
		smtp.script = {};
		expect( await kept.send( MAIL, noted() ) ).toMatchObject( {
			state: 'sent',
		} );
		expect( smtp.connections() ).toBe( 1 );
		// The refused e-mail is reset.
		expect( smtp.heard ).toContain( 'RSET' );
	} );

	test.for< [ name: string, script: SmtpScript ] >( [
		[ 'the server has closed meanwhile', { closeAfter: 'message' } ],
		[ 'does not answer RSET', { rset: 'hang' } ],
		[ 'refuses RSET', { rset: '500 5.5.1 No' } ],
	] )( 'are renewed if a kept one %s', async ( [ , script ] ) => {
		const smtp = await startScriptedSmtp( script );
		const kept = sender(
			smtp.url,
			waitingBriefly( script, { connectMs: 500 } )
		);
		await kept.send( MAIL, noted() );
		await outOfTrust();
		expect( await kept.send( MAIL, noted() ) ).toMatchObject( {
			state: 'sent',
		} );
		expect( smtp.connections() ).toBe( 2 );
	} );

	test( 'are closed with QUIT when nobody needs them', async () => {
		const smtp = await startScriptedSmtp();
		await sender( smtp.url, { timeouts: { idleMs: 1 } } ).send(
			MAIL,
			noted()
		);
		await waitFor( () => smtp.heard.includes( 'QUIT' ) );
	} );

	test( 'carry 200 concurrent e-mails over four, each once', async () => {
		let open = 0;
		let most = 0;
		const subjects: string[] = [];
		const url = await startSmtpServer( {
			onConnect( _session, callback ) {
				most = Math.max( most, ++open );
				callback();
			},
			onClose: () => void open--,
			onData( stream, _session, callback ) {
				void text( stream ).then( ( raw ) => {
					subjects.push(
						/^Subject: (.*)$/m.exec( raw )![ 1 ]!.trim()
					);
					callback();
				} );
			},
		} );
		const many = sender( url, { connections: 4 } );
		const warnings = vi.fn();
		process.on( 'warning', warnings );
		onTestFinished( () => void process.off( 'warning', warnings ) );
		const onHandOver = noted();
		const outcomes = await Promise.all(
			Array.from( { length: 200 }, ( _, index ) =>
				many.send(
					{ ...MAIL, subject: `Order ${ index }` },
					onHandOver
				)
			)
		);
		expect( new Set( outcomes.map( ( { state } ) => state ) ) ).toEqual(
			new Set( [ 'sent' ] )
		);
		expect( new Set( subjects ).size ).toBe( 200 );
		expect( subjects ).toHaveLength( 200 );
		expect( onHandOver ).toHaveBeenCalledTimes( 200 );
		expect( most ).toBe( 4 );
		expect( warnings ).not.toHaveBeenCalled();
	} );
} );

describe( 'the message', () => {
	async function sent(
		mail: Partial< OutgoingEmail >,
		options: Partial< SmtpSenderOptions > = {}
	) {
		const envelopes: object[] = [];
		let raw = '';
		const url = await startSmtpServer( {
			onData( stream, { envelope }, callback ) {
				const { mailFrom, rcptTo } = envelope;
				envelopes.push( [
					mailFrom === false ? '' : mailFrom.address,
					...rcptTo.map( ( { address } ) => address ),
				] );
				void text( stream ).then( ( got ) => {
					raw = got;
					callback();
				} );
			},
		} );
		const outcome = await sender( url, options ).send(
			{ ...MAIL, ...mail },
			noted()
		);
		const headers = raw
			.slice( 0, raw.indexOf( '\r\n\r\n' ) )
			.replace( /\r\n[ \t]+/g, ' ' );
		return { outcome, raw, headers, envelopes };
	}

	test( 'has both parts, and the given Message-ID and headers', async () => {
		const { headers, raw, envelopes } = await sent( {
			replyTo: 'help@example.com',
			headers: {
				'List-Unsubscribe': '<https://app.example.com/u/1>',
				'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
			},
		} );
		expect( envelopes ).toEqual( [
			[ 'hello@example.com', 'ada@example.com' ],
		] );
		for ( const header of [
			'Message-ID: <run-1@example.com>',
			'From: Sample Store <hello@example.com>',
			'To: ada@example.com',
			'Reply-To: help@example.com',
			'Auto-Submitted: auto-generated',
			'List-Unsubscribe: <https://app.example.com/u/1>',
			'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
		] ) {
			expect( headers.split( '\r\n' ) ).toContain( header );
		}
		expect( raw ).toContain( 'multipart/alternative' );
		expect( raw ).toContain( '<p>Thank you.</p>' );
	} );

	test.for( [
		{ subject: 'Order\r\nBcc: eve@example.com' },
		{ headers: { 'X-Note': 'a\r\nBcc: eve@example.com' } },
		{ from: 'Shop\r\nBcc: eve@example.com <hello@example.com>' },
	] )( 'takes no header or recipient from %j', async ( mail ) => {
		const { headers, envelopes } = await sent( mail );
		expect( headers ).not.toMatch( /^Bcc:/m );
		expect( JSON.stringify( envelopes ) ).not.toContain(
			'"eve@example.com"'
		);
	} );

	test( 'keeps lines that begin with a dot, and any script', async () => {
		const { raw, headers } = await sent( {
			subject: 'طلبك 🎁',
			text: '.first\n..second\nDanke, Jörg',
		} );
		expect( raw ).toContain( '\r\n.first\r\n' );
		expect( headers ).toContain( 'Subject: =?UTF-8?' );
	} );

	test( 'is signed by DKIM, including the unsubscribe headers', async () => {
		const { publicKey, privateKey } = generateKeyPairSync( 'rsa', {
			modulusLength: 2048,
		} );
		const { raw } = await sent(
			{
				headers: {
					'List-Unsubscribe': '<https://app.example.com/u/1>',
					'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
				},
			},
			{
				dkim: {
					domain: 'example.com',
					selector: 'ivorey',
					privateKey: privateKey
						.export( { type: 'pkcs8', format: 'pem' } )
						.toString(),
				},
			}
		);
		const [ head, body ] = splitOnce( raw, '\r\n\r\n' );
		const fields = head.split( /\r\n(?![ \t])/ );
		const signature = fields.find( ( field ) =>
			field.startsWith( 'DKIM-Signature:' )
		)!;
		const tags = new Map(
			signature
				.slice( 'DKIM-Signature:'.length )
				.replace( /\s/g, '' )
				.split( ';' )
				.map( ( tag ) => splitOnce( tag, '=' ) )
		);
		expect( tags.get( 'd' ) ).toBe( 'example.com' );
		expect( tags.get( 's' ) ).toBe( 'ivorey' );
		const signed = tags.get( 'h' )!.toLowerCase().split( ':' );
		expect( signed ).toEqual(
			expect.arrayContaining( [
				'from',
				'list-unsubscribe',
				'list-unsubscribe-post',
			] )
		);
		// RFC 6376, relaxed/relaxed.
		expect( tags.get( 'c' ) ).toBe( 'relaxed/relaxed' );
		const relaxedBody = `${ body
			.replace( /[ \t]+/g, ' ' )
			.replace( / \r\n/g, '\r\n' )
			.replace( /(\r\n)*$/, '' ) }\r\n`;
		expect( tags.get( 'bh' ) ).toBe(
			createHash( 'sha256' ).update( relaxedBody ).digest( 'base64' )
		);
		const relaxed = ( field: string ) => {
			const [ name, value ] = splitOnce( field, ':' );
			return `${ name.trim().toLowerCase() }:${ value
				.replace( /\r\n/g, '' )
				.replace( /[ \t]+/g, ' ' )
				.trim() }`;
		};
		const data =
			signed
				.map( ( name ) =>
					relaxed(
						fields.find( ( field ) =>
							field.toLowerCase().startsWith( `${ name }:` )
						)!
					)
				)
				.join( '\r\n' ) +
			`\r\n${ relaxed( signature.replace( /(\bb=)[^;]*$/, '$1' ) ) }`;
		expect(
			verify(
				'rsa-sha256',
				Buffer.from( data ),
				publicKey,
				Buffer.from( tags.get( 'b' )!, 'base64' )
			)
		).toBe( true );
	} );

	test( 'is not sent unsigned if the key cannot sign', () => {
		const { privateKey } = generateKeyPairSync( 'ed25519' );
		expect( () =>
			createSmtpSender( {
				url: 'smtp://127.0.0.1',
				dkim: {
					domain: 'example.com',
					selector: 'ivorey',
					privateKey: privateKey
						.export( { type: 'pkcs8', format: 'pem' } )
						.toString(),
				},
			} )
		).toThrow( 'RSA' );
	} );
} );

function splitOnce( whole: string, separator: string ): [ string, string ] {
	const at = whole.indexOf( separator );
	return [ whole.slice( 0, at ), whole.slice( at + separator.length ) ];
}

/** A typical mail server, with PIPELINING and other extensions. Ends with the test. */
async function startSmtpServer(
	options: SMTPServerOptions
): Promise< string > {
	const server = new SMTPServer( {
		authOptional: true,
		disabledCommands: [ 'STARTTLS' ],
		...options,
	} );
	await new Promise< void >( ( resolve ) => {
		server.listen( 0, '127.0.0.1', resolve );
	} );
	onTestFinished(
		() =>
			new Promise< void >( ( resolve ) =>
				server.close( () => resolve() )
			)
	);
	return `smtp://127.0.0.1:${ ( server.server.address() as AddressInfo ).port }`;
}
