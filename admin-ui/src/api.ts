/** `ivorey/v1` of this site (shared/src/panel.ts). Times are RFC 3339. */
import apiFetch from '@wordpress/api-fetch';
import { addQueryArgs } from './navigation/query';
import type {
	Judgement,
	PanelAbsence as Absence,
	PanelAgreement as Agreement,
	PanelApproval as ApprovalDescription,
	PanelCheck,
	PanelComparison,
	PanelDelivery as Delivery,
	PanelDifference as Difference,
	PanelExclusions,
	PanelExplained as Explained,
	PanelHour,
	PanelOutboxRow as OutboxRow,
	PanelOverview,
	PanelRedirect as Redirect,
	PanelRepair as Repair,
	PanelStatus as Status,
	Settings,
} from '@ivorey/shared';

export type {
	Absence,
	Agreement,
	ApprovalDescription,
	Delivery,
	Difference,
	Explained,
	Judgement,
	OutboxRow,
	Redirect,
	Repair,
	Status,
};
export type Pause = NonNullable< Status[ 'connection' ][ 'pause' ] >;
export type OverviewElement = PanelOverview[ 'elements' ][ number ];
export type Excluded = PanelExclusions[ 'items' ][ number ];
export type Moment = Explained[ 'timeline' ][ number ];

export interface ApprovalRequest {
	code: string;
	api: string | null;
	state: string | null;
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

export function fetchOverview(): Promise< PanelOverview > {
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

export function fetchHours(): Promise< PanelHour[] > {
	return get( '/activity/hours' );
}

/** The flipped switches; the others stay as they are. */
export interface SettingsChange {
	import?: Partial< Settings[ 'import' ] >;
	sync?: Partial< Settings[ 'sync' ] >;
}

/**
 * Rejects with `ivorey_settings_conflict` if the settings in Ivorey changed meanwhile: those are the valid ones then.
 */
export function saveSettings( change: SettingsChange ): Promise< Settings > {
	return send( 'PUT', '/settings', change );
}

export function startImport(): Promise< unknown > {
	return send( 'POST', '/import' );
}

export function cancelImport(): Promise< unknown > {
	return send( 'DELETE', '/import' );
}

/** Each request compares a part. */
export async function verify( repair: boolean ): Promise< void > {
	for (;;) {
		const { done } = await send< PanelComparison >( 'POST', '/verify', {
			repair,
		} );
		if ( done ) {
			return;
		}
	}
}

/** The first records that differed in the last comparison, and the last repair. */
export function fetchComparison(): Promise< PanelComparison > {
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

/** Asks Ivorey at once for its settings and its requests to the store. */
export function checkNow(): Promise< PanelCheck > {
	return send( 'POST', '/check' );
}

/** @param number The number that people use. */
export function explainOrder( number: string ): Promise< Explained > {
	return get( '/explain', { element: 'order', id: number } );
}
