import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { acrossAccounts, forAccount } from '../db/scope.ts';
import type { Heartbeat } from '../ops/heartbeats.ts';
import { describeError, type Log } from '../ops/log.ts';
import type { Mailer } from '../ops/mailer.ts';
import {
	endpointOffMail,
	pausedMail,
	recoveredMail,
} from '../console/mails.ts';
import type { MailContent } from '../ops/letter.ts';
import { connectionPath, endpointPath } from '../console/paths.ts';
import { reasonText } from '../console/reasons.ts';
import { withFormats, type Formats } from '../texts/formats.ts';

const EVERY_MS = 1_000;
const LEASE_MS = 2 * 60_000;
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 60 * 60_000;
/** Retries for about two days. */
const ATTEMPTS = 48;

export interface NoticeContext {
	db: Kysely< Database >;
	mailer: Mailer;
	/** The URL of the console. */
	consoleUrl: () => string;
	now: () => Date;
	log: Log;
}

/** The role `worker`: sends notices by e-mail (R28, R45). @return Finishes the work under way, and stops. */
export function startNoticeWorker(
	context: NoticeContext & { heartbeat: Heartbeat }
): () => Promise< void > {
	const stop = new AbortController();
	const running = ( async () => {
		while ( ! stop.signal.aborted ) {
			try {
				await sendNotices( context, stop.signal );
			} catch ( error ) {
				context.log.error( 'worker failed', describeError( error ) );
				context.heartbeat.fail( error );
			}
			context.heartbeat.beat();
			await sleep( EVERY_MS, null, {
				signal: stop.signal,
				ref: false,
			} ).catch( () => undefined );
		}
	} )();
	return async () => {
		stop.abort();
		await running;
	};
}

/** A kind of notice: its table, its subject and its text. */
interface Kind {
	table: 'connection_notices' | 'webhook_notices';
	/** The column whose notices are sent in order. */
	subject: 'connection_id' | 'endpoint_id';
	/** null if its subject is gone. */
	mailOf: (
		context: NoticeContext,
		notice: Claimed
	) => Promise< MailContent | null >;
}

const KINDS: readonly Kind[] = [
	{
		table: 'connection_notices',
		subject: 'connection_id',
		mailOf: mailOfConnection,
	},
	{
		table: 'webhook_notices',
		subject: 'endpoint_id',
		mailOf: mailOfEndpoint,
	},
];

/** @return How many notices were sent. */
export async function sendNotices(
	context: NoticeContext,
	signal?: AbortSignal
): Promise< number > {
	let sent = 0;
	for ( const kind of KINDS ) {
		const { rows } = await sql< { account_id: string } >`
			select distinct account_id from ${ sql.table( kind.table ) } where state = 'waiting'
		`.execute( acrossAccounts( context.db ) );
		for ( const { account_id: accountId } of rows ) {
			const own = { ...context, db: forAccount( context.db, accountId ) };
			while ( signal?.aborted !== true ) {
				const notice = await claim( own, kind, accountId );
				if ( notice === null ) {
					break;
				}
				sent += ( await send( own, kind, notice ) ) ? 1 : 0;
			}
		}
	}
	return sent;
}

interface Claimed {
	accountId: string;
	noticeId: string;
	subjectId: string;
	/** The kind, as named in its table. */
	kind: string;
	/** The reason of a connection's notice; empty for endpoints. */
	reason: string;
	occurredAt: Date;
	attempts: number;
}

/** Leases one notice, so that only one copy of the program sends it. Notices of one subject are sent in order. */
async function claim(
	{ db, now }: NoticeContext,
	{ table: name, subject: column }: Kind,
	accountId: string
): Promise< Claimed | null > {
	const at = now();
	const [ table, subject ] = [ sql.table( name ), sql.ref( column ) ];
	const reason =
		name === 'connection_notices' ? sql.ref( 'reason' ) : sql.lit( '' );
	const { rows } = await sql< {
		notice_id: string;
		subject_id: string;
		kind: string;
		reason: string;
		occurred_at: Date;
		attempts: number;
	} >`
		update ${ table }
		set attempts = attempts + 1, next_attempt_at = ${ new Date( at.getTime() + LEASE_MS ) }
		where account_id = ${ accountId } and notice_id = (
			select n.notice_id from ${ table } n
			where n.account_id = ${ accountId } and n.state = 'waiting' and n.next_attempt_at <= ${ at }
				and not exists (
					select from ${ table } earlier
					where earlier.account_id = ${ accountId } and earlier.${ subject } = n.${ subject }
						and earlier.state = 'waiting'
						and ( earlier.occurred_at, earlier.kind ) < ( n.occurred_at, n.kind )
				)
			order by n.occurred_at
			limit 1
			for update skip locked
		)
		returning notice_id, ${ subject } as subject_id, kind, ${ reason } as reason, occurred_at, attempts
	`.execute( db );
	const row = rows[ 0 ];
	return row === undefined
		? null
		: {
				accountId,
				noticeId: row.notice_id,
				subjectId: row.subject_id,
				kind: row.kind,
				reason: row.reason,
				occurredAt: row.occurred_at,
				attempts: row.attempts,
			};
}

async function mailOfConnection(
	{ db, consoleUrl }: NoticeContext,
	notice: Claimed
): Promise< MailContent | null > {
	const connection = await db
		.selectFrom( 'connections as c' )
		.innerJoin( 'accounts as a', 'a.account_id', 'c.account_id' )
		.select( [ 'c.store_url', 'a.name', 'a.time_zone', 'a.locale' ] )
		.where( 'c.account_id', '=', notice.accountId )
		.where( 'c.connection_id', '=', notice.subjectId )
		.executeTakeFirstOrThrow();
	const about = {
		storeUrl: connection.store_url,
		accountName: connection.name,
		pageUrl: consoleUrl() + connectionPath( notice.subjectId ),
		occurredAt: notice.occurredAt,
	};
	return withFormats( formatsOf( connection ), () =>
		notice.kind === 'paused'
			? pausedMail( about, reasonText( notice.reason ) )
			: recoveredMail( about )
	);
}

async function mailOfEndpoint(
	{ db, consoleUrl }: NoticeContext,
	notice: Claimed
): Promise< MailContent | null > {
	const endpoint = await db
		.selectFrom( 'webhook_endpoints as e' )
		.innerJoin( 'accounts as a', 'a.account_id', 'e.account_id' )
		.select( [ 'e.url', 'a.name', 'a.time_zone', 'a.locale' ] )
		.where( 'e.account_id', '=', notice.accountId )
		.where( 'e.endpoint_id', '=', notice.subjectId )
		.executeTakeFirst();
	return endpoint === undefined
		? null
		: withFormats( formatsOf( endpoint ), () =>
				endpointOffMail( {
					url: endpoint.url,
					accountName: endpoint.name,
					pageUrl: consoleUrl() + endpointPath( notice.subjectId ),
					occurredAt: notice.occurredAt,
					isGone: notice.kind === 'gone',
				} )
			);
}

/** An e-mail goes to all owners at once, so it uses the account's time zone and locale. */
function formatsOf( account: {
	time_zone: string;
	locale: string | null;
} ): Formats {
	return { timeZone: account.time_zone, locale: account.locale };
}

async function send(
	context: NoticeContext,
	kind: Kind,
	notice: Claimed
): Promise< boolean > {
	const { db, log, mailer } = context;
	const mail = await kind.mailOf( context, notice );
	const people = await db
		.selectFrom( 'account_people' )
		.select( 'email' )
		.where( 'account_id', '=', notice.accountId )
		// A member cannot do anything about it.
		.where( 'role', '=', 'owner' )
		.orderBy( 'created_at' )
		.execute();
	if ( mail === null || people.length === 0 ) {
		// The endpoint is gone, or the account has no owner.
		await settle( context, kind, notice, 'given_up' );
		return false;
	}
	try {
		await mailer.send( {
			id: notice.noticeId,
			to: people.map( ( { email } ) => email ),
			...mail,
		} );
	} catch ( error ) {
		log.warn( 'mail failed', {
			...describeError( error ),
			count: notice.attempts,
		} );
		if ( notice.attempts >= ATTEMPTS ) {
			await settle( context, kind, notice, 'given_up' );
		} else {
			await postpone( context, kind, notice );
		}
		return false;
	}
	await settle( context, kind, notice, 'sent' );
	log.info( 'mail sent', { reason: notice.kind } );
	return true;
}

async function settle(
	{ db, now }: NoticeContext,
	{ table }: Kind,
	notice: Claimed,
	state: 'sent' | 'given_up'
): Promise< void > {
	await db
		.updateTable( table )
		.set( { state, sent_at: state === 'sent' ? now() : null } )
		.where( 'account_id', '=', notice.accountId )
		.where( 'notice_id', '=', notice.noticeId )
		.execute();
}

async function postpone(
	{ db, now }: NoticeContext,
	{ table }: Kind,
	notice: Claimed
): Promise< void > {
	const wait = Math.min(
		LONGEST_RETRY_MS,
		FIRST_RETRY_MS * 2 ** Math.min( 20, notice.attempts - 1 )
	);
	await db
		.updateTable( table )
		.set( { next_attempt_at: new Date( now().getTime() + wait ) } )
		.where( 'account_id', '=', notice.accountId )
		.where( 'notice_id', '=', notice.noticeId )
		.execute();
}
