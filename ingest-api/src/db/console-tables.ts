import type { ColumnType, JSONColumnType } from 'kysely';
import type { Settings } from '@ivorey/shared';

type Timestamp = ColumnType< Date, string | Date, string | Date >;
type NullableTimestamp = ColumnType<
	Date | null,
	string | Date | null | undefined,
	string | Date | null
>;

/** Who signs in to an account, and is told by e-mail how its stores are. */
export interface AccountPeopleTable {
	account_id: string;
	person_id: string;
	/** As typed. */
	email: string;
	/** The same for all spellings of an address. */
	email_key: string;
	created_at: Timestamp;
}

/** One-time links; only their hashes. */
export interface SignInLinksTable {
	account_id: string;
	link_hash: string;
	person_id: string;
	/** Where it leads after the sign-in: a path of the console. */
	next_path: string;
	created_at: Timestamp;
	expires_at: Timestamp;
	used_at: NullableTimestamp;
}

/** Who is signed in; only the hashes of their cookies. */
export interface ConsoleSessionsTable {
	account_id: string;
	session_hash: string;
	person_id: string;
	created_at: Timestamp;
	expires_at: Timestamp;
}

/** R19-R23: a store that is being joined, from the first screen until its owner approves or denies. */
export interface ConnectRequestsTable {
	account_id: string;
	request_id: string;
	person_id: string;
	started_in: 'ivorey' | 'store';
	store_url: string;
	/** The store's page where its owner approves. */
	approve_url: string;
	/** Where the store started it: its `state` and PKCE challenge. */
	redirect_state: string | null;
	code_challenge: string | null;
	import: JSONColumnType< Settings[ 'import' ] >;
	sync: JSONColumnType< Settings[ 'sync' ] >;
	created_at: Timestamp;
	/** For the screens; the code has a time of its own. */
	expires_at: Timestamp;
	code_hash: string | null;
	code_expires_at: NullableTimestamp;
	settled: 'exchanged' | 'denied' | null;
	settled_at: NullableTimestamp;
	/** The connection that was made. */
	connection_id: string | null;
}

/** R28: e-mails to be sent, and sent, about pauses and recoveries. */
export interface ConnectionNoticesTable {
	account_id: string;
	notice_id: string;
	connection_id: string;
	kind: 'paused' | 'recovered';
	reason: string;
	occurred_at: Timestamp;
	state: 'waiting' | 'sent' | 'given_up';
	attempts: number;
	next_attempt_at: Timestamp;
	sent_at: NullableTimestamp;
}

export interface ConsoleTables {
	account_people: AccountPeopleTable;
	sign_in_links: SignInLinksTable;
	console_sessions: ConsoleSessionsTable;
	connect_requests: ConnectRequestsTable;
	connection_notices: ConnectionNoticesTable;
}

export const CONSOLE_TABLES = [
	'account_people',
	'sign_in_links',
	'console_sessions',
	'connect_requests',
	'connection_notices',
] as const satisfies readonly ( keyof ConsoleTables )[];
