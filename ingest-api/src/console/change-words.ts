import type { ChangeKind } from '../accounts/changes.ts';
import { DELETED_SUBJECT } from '../accounts/changes.ts';
import type { ChangeRow } from '../views/changes-query.ts';
import { texts } from '../texts/texts.ts';
import type { Content, Html } from './parts/html.ts';
import { zoneName } from './parts/locale-fields.ts';
import {
	automationPath,
	connectionPath,
	endpointPath,
	PATHS,
	productPath,
} from './paths.ts';

/** Filters of the history. The kinds of one area begin alike. */
export const CHANGE_AREAS = [
	{ value: 'store', kinds: /^(?:store|import)_/ },
	{ value: 'automation', kinds: /^automation_/ },
	{ value: 'product', kinds: /^product_/ },
	{ value: 'webhook', kinds: /^webhook_/ },
	{ value: 'token', kinds: /^token_/ },
	{
		value: 'people',
		kinds: /^(?:person_(?!erased)|invitation_)/,
	},
	{ value: 'privacy', kinds: /^person_erased$/ },
	{ value: 'account', kinds: /^(?:account|sender)_/ },
] as const;

/** Kinds whose subject is their author. */
const OF_ONESELF: readonly ChangeKind[] = [ 'person_joined' ];
/** Kinds that leave no page to link to. */
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
			return name ?? email ?? texts().history.removedPerson;
		case 'store':
			return texts().history.someoneInStore;
		case 'operator':
			return texts().history.operator;
		case 'api':
			return name === null
				? texts().history.aToken
				: texts().history.theToken( { name } );
	}
}

/** "Ada paused shop.example.com" */
export function changeSentence(
	{ kind }: ChangeRow,
	named: { author: Content; subject: Content }
): Html {
	return kind === null
		? texts().history.changedSomething( named )
		: texts().history.changes[ kind ]( named );
}

/** The changed thing, and its page if there is one; null if the verb says it all. */
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

function switchName( name: string ): string {
	const names: Readonly< Record< string, string > > = {
		...texts().stores.elements,
		enabled: texts().history.everything,
		payment_received_triggers: texts().stores.paymentReceivedTriggers,
	};
	return names[ name ] ?? name;
}

/** The exact change, if it is known: "Member → Owner". */
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
				fieldWords( texts().common.name, details.name, String ),
				fieldWords(
					texts().settings.timeZone,
					details.timeZone,
					zoneName
				),
				fieldWords(
					texts().settings.datesAndAmounts,
					details.locale,
					String
				),
			]
				.filter( ( words ) => words !== '' )
				.join( '; ' );
		case 'store_settings':
			return [
				switchWords( texts().history.syncOn, details.sync_on ),
				switchWords( texts().history.syncOff, details.sync_off ),
				switchWords( texts().history.importOn, details.import_on ),
				switchWords( texts().history.importOff, details.import_off ),
			]
				.filter( ( words ) => words !== '' )
				.join( '; ' );
		case 'store_connected':
			return details.again === true ? texts().history.again : '';
		case 'automation_released':
		case 'automation_dropped':
			return typeof details.runs === 'number'
				? texts().orders.count( details.runs )
				: '';
		case 'person_erased':
			return typeof details.orders === 'number'
				? texts().orders.count( details.orders )
				: '';
		default:
			return '';
	}
}

function roleName( role: unknown ): string {
	return texts().people.roles[ role === 'owner' ? 'owner' : 'member' ].label;
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
		typeof value === 'string' ? words( value ) : texts().history.notChosen;
	return `${ label }: ${ text( from ) } → ${ text( to ) }`;
}

function switchWords(
	sentence: ( named: { names: string } ) => string,
	names: unknown
): string {
	if ( ! Array.isArray( names ) || names.length === 0 ) {
		return '';
	}
	return sentence( {
		names: names.map( switchName ).join( ', ' ),
	} );
}
