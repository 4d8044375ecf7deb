/** `ivorey/v1` of the site itself (plugin/src/Rest/Schemas.php). Times are RFC 3339. */
import apiFetch from '@wordpress/api-fetch';
import { addQueryArgs } from './navigation/query';
import type {
	ConnectionState,
	Element,
	RecordElement,
	ExclusionReason,
	ImportReport,
	Settings,
	VerifyReport,
} from '@ivorey/shared';

export interface Pause {
	reason: string;
	since: string;
	message: string;
}

export interface Status {
	connection: {
		state: ConnectionState;
		/** Where people look at it in Ivorey. */
		ivorey_url: string | null;
		api_url: string | null;
		account: { id: string; name: string } | null;
		store_url: string | null;
		connected_at: string | null;
		/** How old the keys are; null where that is not known. */
		credentials_at: string | null;
		pause: Pause | null;
		settings: Settings | null;
	};
	/** Of Ivorey's API, where connecting begins. */
	api_host: string;
	site: { copied: boolean; was_url: string | null; is_url: string };
	/** Rows by state. */
	outbox: Partial<
		Record< 'waiting' | 'sending' | 'retrying' | 'quarantined', number >
	>;
	/** Deliveries in a row that did not get through. */
	failures: number;
	retry_at: string | null;
	/** Since when something waits that nothing on the site sends. */
	stalled_since: string | null;
	last_delivery: Delivery | null;
	import: ImportReport | null;
	agreement: Agreement | null;
	/** The same of what was delivered, compared once an hour. */
	check: Agreement | null;
	/** When the plugin did not run, until that is made up for. */
	absence: Absence | null;
}

/** A time in which the plugin did not run. */
export interface Absence {
	from: string;
	to: string;
}

/** A comparison that sent something again, or made up for an absence. */
export interface Repair extends Agreement {
	absence: Absence | null;
	differences: Difference[];
}

/** What the last comparison of both sides came to. */
export interface Agreement extends VerifyReport {
	/** Of the others some may still wait to be sent. */
	differing: number;
	/** How many were sent again. */
	repaired: number;
}

/** A record that the sides do not have alike. */
export interface Difference {
	element: Element;
	id: string;
	state: 'missing' | 'older' | 'rejected' | 'excluded' | 'untraced';
	/** Of an exclusion its reason, of a rejection its error. */
	why: string;
	title: string;
	edit_url: string | null;
}

export interface Delivery {
	sent_at: string;
	duration_ms: number;
	records: number;
	bytes: number;
	status: number | null;
	problem: string | null;
	/** The same, for people. */
	problem_text: string | null;
	applied: number;
	stale: number;
	excluded: number;
	rejected: number;
}

export interface OutboxRow {
	element: RecordElement;
	id: number;
	state: 'waiting' | 'sending' | 'retrying' | 'quarantined';
	reasons: string[];
	attempts: number;
	marked_at: string;
	due_at: string | null;
	error: string | null;
	/** The page of its order in Ivorey; null where Ivorey has none. */
	ivorey_url: string | null;
}

export interface OverviewElement {
	element: Element;
	/** These add up: the store = Ivorey + excluded + waiting + not imported. */
	in_store: number;
	in_ivorey: number;
	waiting: number;
	not_imported: number;
	/** What Ivorey has besides: deleted or excluded in the store by now. */
	kept: number;
	/** Variations are no products, and do not count in the sum. */
	excluded: Array< { reason: ExclusionReason; number: number } >;
}

export interface Excluded {
	element: Element;
	id: string;
	reason: ExclusionReason;
	/** What the owner knows it by. */
	/** 1, but for variations of a product. */
	number: number;
	title: string;
	edit_url: string | null;
}

export interface ApprovalRequest {
	code: string;
	api: string | null;
	state: string | null;
}

export interface ApprovalDescription {
	account: { id: string; name: string };
	api_host: string;
	settings: Settings;
	/** Whose connection an approval would end. */
	ends: { id: string; name: string } | null;
	expires_at: string;
}

export interface Page< T > {
	items: T[];
	total: number;
}

const BASE = '/ivorey/v1';

export function fetchStatus(): Promise< Status > {
	return get( '/status' );
}

export function connect(): Promise< Redirect > {
	return send( 'POST', '/connect', {} );
}

export function fetchApproval( {
	code,
	api,
	state,
}: ApprovalRequest ): Promise< ApprovalDescription > {
	return get( '/approval', { code, api, state } );
}

export interface Redirect {
	redirect: string;
}

export function decideApproval(
	{ code, api, state }: ApprovalRequest,
	decision: 'approve' | 'deny'
): Promise< Redirect > {
	return send( 'POST', '/approval', {
		code,
		...( api === null ? {} : { api } ),
		...( state === null ? {} : { state } ),
		decision,
	} );
}

export function disconnect(): Promise< unknown > {
	return send( 'POST', '/disconnect' );
}

export function rotateKeys(): Promise< unknown > {
	return send( 'POST', '/connection/rotate' );
}

export function decideSite( decision: 'moved' | 'copy' ): Promise< Redirect > {
	return send( 'POST', '/site', { decision } );
}

export function fetchOverview(): Promise< { elements: OverviewElement[] } > {
	return get( '/overview' );
}

export function fetchExclusions(
	element: string,
	reason: string,
	page: number
): Promise< Page< Excluded > > {
	return get( '/exclusions', {
		element,
		reason,
		page,
		per_page: PER_PAGE,
	} );
}

export function fetchHours(): Promise<
	Array< { hour: string; records: number; failures: number } >
> {
	return get( '/activity/hours' );
}

/** Switches that are flipped; the others stay as they are. */
export interface SettingsChange {
	import?: Partial< Settings[ 'import' ] >;
	sync?: Partial< Settings[ 'sync' ] >;
}

/** Rejects with `ivorey_settings_conflict` where Ivorey's are others meanwhile: those count then. */
export function saveSettings( change: SettingsChange ): Promise< Settings > {
	return send( 'PUT', '/settings', change );
}

export function startImport(): Promise< unknown > {
	return send( 'POST', '/import' );
}

export function cancelImport(): Promise< unknown > {
	return send( 'DELETE', '/import' );
}

/** A part of it with each request. */
export async function verify( repair: boolean ): Promise< void > {
	for (;;) {
		const { done } = await send< { done: boolean } >( 'POST', '/verify', {
			repair,
		} );
		if ( done ) {
			return;
		}
	}
}

/** The first of those that differed in the last comparison, and the last one that sent something again. */
export function fetchComparison(): Promise< {
	differences: Difference[];
	last_repair: Repair | null;
} > {
	return get( '/verify' );
}

export function fetchQuarantine( page: number ): Promise< OutboxRow[] > {
	return get( '/outbox', { state: 'quarantined', page, per_page: PER_PAGE } );
}

export function retry( { element, id }: OutboxRow ): Promise< unknown > {
	return send( 'POST', `/outbox/${ element }/${ id }/retry` );
}

export function fetchDeliveries( page: number ): Promise< Delivery[] > {
	return get( '/deliveries', { page, per_page: PER_PAGE } );
}

export const PER_PAGE = 20;

function get< T >(
	path: string,
	query: Record< string, string | number | null > = {}
): Promise< T > {
	return apiFetch< T >( { path: addQueryArgs( BASE + path, query ) } );
}

function send< T >(
	method: 'POST' | 'PUT' | 'DELETE',
	path: string,
	data: object = {}
): Promise< T > {
	return apiFetch< T >( { path: BASE + path, method, data } );
}

/** Where an object is on its way (plugin/src/Diagnostics/Explain/Explanation.php). */
export interface Explained {
	element: Element;
	id: number;
	/** How it was found, where that is not plain. */
	note: string | null;
	records: Array< {
		element: Element;
		id: string;
		in_store: boolean;
		/** R18; null where it is not. */
		excluded: ExclusionReason | 'deleted' | null;
		/** How both sides stand; null where Ivorey could not be asked. */
		state: Judgement | null;
		why: string;
	} >;
	contact: { id: string; kind: 'guest' | 'customer' } | null;
	/** Why Ivorey could not be asked. */
	unanswered: string | null;
	/** The page of an order in Ivorey; null where Ivorey does not have it. */
	ivorey_url: string | null;
	timeline: Moment[];
}

export type Judgement =
	| 'alike'
	| 'pending'
	| 'missing'
	| 'older'
	| 'rejected'
	| 'excluded'
	| 'untraced'
	| 'kept'
	| 'not_imported'
	| 'unwanted';

export interface Moment {
	/** RFC 3339, or `now`. */
	at: string;
	what: string;
	/** What it was about, for people. */
	text: string;
}

/** @param number As people know it. */
/** Asks Ivorey at once for its settings, and what else it wants of the store. */
export function checkNow(): Promise< {
	state: ConnectionState;
	settings: Settings | null;
} > {
	return send( 'POST', '/check' );
}

export function explainOrder( number: string ): Promise< Explained > {
	return get( '/explain', { element: 'order', id: number } );
}
