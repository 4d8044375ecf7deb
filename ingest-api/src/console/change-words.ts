import type { ChangeKind } from '../accounts/changes.ts';
import { DELETED_SUBJECT } from '../accounts/changes.ts';
import type { ChangeRow } from '../views/changes-query.ts';
import { ELEMENT_NAMES } from '../views/store-view.ts';
import { zoneName } from './parts/locale-fields.ts';
import { count } from './parts/numbers.ts';
import {
	automationPath,
	connectionPath,
	endpointPath,
	PATHS,
	productPath,
} from './paths.ts';

/** By what the history can be filtered, as kinds of one area begin alike. */
export const CHANGE_AREAS = [
	{ value: 'store', label: 'Stores', kinds: /^(?:store|import)_/ },
	{ value: 'automation', label: 'Automations', kinds: /^automation_/ },
	{ value: 'product', label: 'Products', kinds: /^product_/ },
	{ value: 'webhook', label: 'Webhooks', kinds: /^webhook_/ },
	{ value: 'token', label: 'Tokens', kinds: /^token_/ },
	{
		value: 'people',
		label: 'People',
		kinds: /^(?:person_(?!erased)|invitation_)/,
	},
	{ value: 'privacy', label: 'Privacy', kinds: /^person_erased$/ },
	{ value: 'account', label: 'Account', kinds: /^(?:account|sender)_/ },
] as const;

/** Stands between who did it and what it was done to: "Ada paused shop.example.com". */
const VERBS: Readonly< Record< ChangeKind, string > > = {
	person_added: 'added',
	person_invited: 'invited',
	person_joined: 'joined the account',
	person_role: 'changed the role of',
	person_removed: 'removed',
	invitation_sent_again: 'sent the invitation again to',
	invitation_revoked: 'withdrew the invitation of',
	account_changed: 'changed the account',
	sender_changed: 'changed the sender of e-mails to buyers',
	store_connected: 'connected',
	store_paused: 'paused',
	store_resumed: 'resumed',
	store_disconnected: 'disconnected',
	store_deleted: 'deleted all that came from',
	store_settings: 'changed what is kept in sync of',
	import_started: 'started an import of',
	import_cancelled: 'cancelled the import of',
	automation_created: 'made the automation',
	automation_changed: 'edited the automation',
	automation_on: 'switched on the automation',
	automation_off: 'switched off the automation',
	automation_deleted: 'deleted the automation',
	automation_released: 'released what was held of',
	automation_dropped: 'dropped what was held of',
	webhook_created: 'added the webhook',
	webhook_changed: 'edited the webhook',
	webhook_on: 'switched on the webhook',
	webhook_off: 'switched off the webhook',
	webhook_secret: 'made a new secret for the webhook',
	webhook_deleted: 'deleted the webhook',
	product_changed: 'edited the product',
	product_removed: 'removed the product',
	person_erased: 'erased the personal data of a buyer',
	token_created: 'made the token',
	token_revoked: 'revoked the token',
};

/** Kinds whose subject is who did it. */
const OF_ONESELF: readonly ChangeKind[] = [ 'person_joined' ];
/** Kinds after which there is nothing to lead to. */
const GONE: readonly ChangeKind[] = [
	'automation_deleted',
	'webhook_deleted',
	'product_removed',
];

export function authorWords( {
	origin,
	name,
	email,
}: Pick< ChangeRow, 'origin' | 'name' | 'email' > ): string {
	switch ( origin ) {
		case 'person':
			return name ?? email ?? 'Somebody who was removed';
		case 'store':
			return 'Somebody in wp-admin';
		case 'operator':
			return 'The operator';
		case 'api':
			return name === null ? 'A token' : `The token “${ name }”`;
	}
}

export function verbOf( { kind }: ChangeRow ): string {
	return kind === null ? 'changed something' : VERBS[ kind ];
}

/** The thing that was changed, and its page, where there is one; null where the verb says all. */
export function subjectOf( {
	kind,
	subject,
}: ChangeRow ): { label: string; path: string | null } | null {
	if ( subject === null || kind === null || OF_ONESELF.includes( kind ) ) {
		return null;
	}
	const label =
		subject.kind === 'store'
			? subject.label.replace( /^https?:\/\//, '' )
			: subject.label;
	const isGone = subject.id === DELETED_SUBJECT || GONE.includes( kind );
	return { label, path: isGone ? null : pathOf( subject ) };
}

function pathOf( {
	kind,
	id,
}: NonNullable< ChangeRow[ 'subject' ] > ): string | null {
	switch ( kind ) {
		case 'store':
			return connectionPath( id );
		case 'automation':
			return automationPath( id );
		case 'webhook':
			return endpointPath( id );
		case 'product': {
			const [ connectionId = '', productId = '' ] = id.split( '/' );
			return productPath( connectionId, productId );
		}
		case 'person':
			return PATHS.people;
		case 'token':
			return null;
	}
}

const SWITCH_NAMES: Readonly< Record< string, string > > = {
	...ELEMENT_NAMES,
	enabled: 'everything',
	payment_received_triggers: 'Payment Received Triggers',
};

/** The exact change, where it is known: "Member → Owner". */
export function detailWords( { kind, details }: ChangeRow ): string {
	switch ( kind ) {
		case 'person_role':
			return `${ roleName( details.from ) } → ${ roleName( details.to ) }`;
		case 'person_invited':
		case 'person_joined':
		case 'person_added':
			return details.role === undefined ? '' : roleName( details.role );
		case 'account_changed':
			return [
				fieldWords( 'Name', details.name, String ),
				fieldWords( 'Time zone', details.timeZone, zoneName ),
				fieldWords( 'Dates and amounts', details.locale, String ),
			]
				.filter( ( words ) => words !== '' )
				.join( '; ' );
		case 'store_settings':
			return [
				switchWords( 'sync on', details.sync_on ),
				switchWords( 'sync off', details.sync_off ),
				switchWords( 'import on', details.import_on ),
				switchWords( 'import off', details.import_off ),
			]
				.filter( ( words ) => words !== '' )
				.join( '; ' );
		case 'store_connected':
			return details.again === true ? 'Again' : '';
		case 'automation_released':
		case 'automation_dropped':
			return typeof details.runs === 'number'
				? count( details.runs, 'order' )
				: '';
		case 'person_erased':
			return typeof details.orders === 'number'
				? count( details.orders, 'order' )
				: '';
		default:
			return '';
	}
}

function roleName( role: unknown ): string {
	return role === 'owner' ? 'Owner' : 'Member';
}

function fieldWords(
	label: string,
	change: unknown,
	words: ( value: string ) => string
): string {
	if ( typeof change !== 'object' || change === null ) {
		return '';
	}
	const { from, to } = change as { from?: unknown; to?: unknown };
	const text = ( value: unknown ) =>
		typeof value === 'string' ? words( value ) : 'not chosen';
	return `${ label }: ${ text( from ) } → ${ text( to ) }`;
}

function switchWords( label: string, names: unknown ): string {
	if ( ! Array.isArray( names ) || names.length === 0 ) {
		return '';
	}
	return `${ label }: ${ names.map( ( name: string ) => SWITCH_NAMES[ name ] ?? name ).join( ', ' ) }`;
}
