import type { ColumnType, JSONColumnType } from 'kysely';
import type { Settings } from '@ivorey/shared';

type Timestamp = ColumnType< Date, string | Date, string | Date >;
type NullableTimestamp = ColumnType<
	Date | null,
	string | Date | null | undefined,
	string | Date | null
>;

type Optional< T > = ColumnType< T | null, T | null | undefined, T | null >;
type WithDefault< T > = ColumnType< T, T | undefined, T >;

/** A person who signs in to an account, and gets e-mails about its stores. */
export interface AccountPeopleTable {
	account_id: string;
	person_id: string;
	/** As typed. */
	email: string;
	/** The same for all spellings of an address. */
	email_key: string;
	created_at: Timestamp;
	role: WithDefault< PersonRole >;
	name: Optional< string >;
	/** An IANA time zone; null: the account's. */
	time_zone: Optional< string >;
	/** A BCP 47 tag; null: the account's. */
	locale: Optional< string >;
	/** The inviter, as text. */
	invited_by: Optional< string >;
	last_seen_at: NullableTimestamp;
}

/** R40: an owner may do everything, a member everything but what concerns the account itself. */
export const PERSON_ROLES = [ 'owner', 'member' ] as const;
export type PersonRole = ( typeof PERSON_ROLES )[ number ];

/** A person who is asked to join an account; the e-mailed link is stored only as a hash. */
export interface AccountInvitationsTable {
	account_id: string;
	invitation_id: string;
	email: string;
	email_key: string;
	role: PersonRole;
	token_hash: string;
	invited_by: string;
	created_at: Timestamp;
	expires_at: Timestamp;
	/** null until the mail server has accepted it. */
	sent_at: NullableTimestamp;
	settled: Optional< 'accepted' | 'revoked' >;
	settled_at: NullableTimestamp;
}

/**
 * R40: the history of changes. Names and labels are kept as text, so that a line stays readable when its subject is
 * gone.
 */
export interface AccountChangesTable {
	account_id: string;
	change_id: string;
	at: Timestamp;
	origin: 'person' | 'store' | 'operator' | 'api';
	person_id: string | null;
	person_name: string | null;
	person_email: string | null;
	/** One of CHANGE_KINDS. */
	kind: string;
	subject_kind: string | null;
	subject_id: string | null;
	subject_label: string | null;
	details: JSONColumnType< Record< string, unknown > >;
}

/** One-time links; only their hashes. */
export interface SignInLinksTable {
	account_id: string;
	link_hash: string;
	person_id: string;
	/** The path in the console to open after signing in. */
	next_path: string;
	created_at: Timestamp;
	expires_at: Timestamp;
	used_at: NullableTimestamp;
}

/** The people who are signed in; only the hashes of their cookies. */
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
	/** The page of the store on which its owner approves. */
	approve_url: string;
	/** The store's `state` and PKCE challenge, if the store started it. */
	redirect_state: string | null;
	code_challenge: string | null;
	import: JSONColumnType< Settings[ 'import' ] >;
	sync: JSONColumnType< Settings[ 'sync' ] >;
	created_at: Timestamp;
	/** The end of the screens; the code expires separately. */
	expires_at: Timestamp;
	code_hash: string | null;
	code_expires_at: NullableTimestamp;
	settled: 'exchanged' | 'denied' | null;
	settled_at: NullableTimestamp;
	/** The resulting connection. */
	connection_id: string | null;
}

/** R28: e-mails about pauses and recoveries, both pending and sent. */
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
	account_invitations: AccountInvitationsTable;
	account_changes: AccountChangesTable;
	sign_in_links: SignInLinksTable;
	console_sessions: ConsoleSessionsTable;
	connect_requests: ConnectRequestsTable;
	connection_notices: ConnectionNoticesTable;
}

export const CONSOLE_TABLES = [
	'account_people',
	'account_invitations',
	'account_changes',
	'sign_in_links',
	'console_sessions',
	'connect_requests',
	'connection_notices',
] as const satisfies readonly ( keyof ConsoleTables )[];
