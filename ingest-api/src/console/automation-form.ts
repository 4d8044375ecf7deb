import type { z } from 'zod';
import {
	definitionSchema,
	type Definition,
} from '../automations/definition.ts';
import { checkTemplate } from '../automations/email/render.ts';
import { amountError, amountText, readAmount } from './amounts.ts';
import { DELAY_UNITS, delayParts, type DelayUnit } from './automation-words.ts';
import { templateErrorText } from './template-words.ts';
import { texts } from '../texts/texts.ts';

/** Messages by the name of a form field. */
export type FormErrors = Readonly< Record< string, string > >;

/** The fields of a form, as submitted or as filled from a definition. */
export type FormValues = ReadonlyMap< string, readonly string[] >;

const HOUR_MINUTES = 60;

export function valuesOf( form: FormData ): FormValues {
	const values = new Map< string, string[] >();
	for ( const [ name, value ] of form ) {
		if ( typeof value === 'string' ) {
			values.set( name, [ ...( values.get( name ) ?? [] ), value ] );
		}
	}
	return values;
}

export function one( values: FormValues, name: string ): string {
	return values.get( name )?.[ 0 ] ?? '';
}

/** @return The definition, or the errors of the form; a template's first error has its line and column. */
export function readForm(
	values: FormValues
):
	| { definition: Definition; errors: null }
	| { definition: null; errors: FormErrors } {
	const wrongAmounts = amountErrors( values );
	const parsed = definitionSchema.safeParse( inputOf( values ), {
		error: ( { path } ) => wordsFor( fieldOf( path ?? [] ) ),
	} );
	if ( ! parsed.success ) {
		return {
			definition: null,
			errors: { ...errorsOf( parsed.error ), ...wrongAmounts },
		};
	}
	if ( Object.keys( wrongAmounts ).length > 0 ) {
		return { definition: null, errors: wrongAmounts };
	}
	const { action } = parsed.data;
	const [ wrong ] = action.type === 'email' ? checkTemplate( action ) : [];
	return wrong === undefined
		? { definition: parsed.data, errors: null }
		: {
				definition: null,
				errors: {
					[ wrong.part ]: templateErrorText( wrong ),
				},
			};
}

/** The form in the shape of a definition. The schema decides whether it is valid. */
function inputOf( values: FormValues ): unknown {
	return {
		name: one( values, 'name' ),
		trigger: one( values, 'trigger' ),
		stores:
			one( values, 'stores_all' ) === '1'
				? null
				: ( values.get( 'stores' ) ?? [] ),
		delay_minutes: delayOf( values ),
		conditions: {
			statuses: words( one( values, 'statuses' ) ).map( ( status ) =>
				status.toLowerCase().replace( /^wc-/, '' )
			),
			min_total: readAmount( one( values, 'min_total' ) ),
			max_total: readAmount( one( values, 'max_total' ) ),
			currencies: words( one( values, 'currencies' ) ).map( ( code ) =>
				code.toUpperCase()
			),
			products: values.get( 'products' ) ?? [],
			collections: values.get( 'collections' ) ?? [],
			buyer: one( values, 'buyer' ) || 'any',
			payment_methods: words( one( values, 'payment_methods' ) ),
			unpaid: one( values, 'unpaid' ) === '1',
		},
		action: actionOf( values ),
		hourly_limit: whole( one( values, 'hourly_limit' ) ),
		quiet_hours:
			one( values, 'quiet_from' ) === '' &&
			one( values, 'quiet_to' ) === ''
				? null
				: {
						from: one( values, 'quiet_from' ),
						to: one( values, 'quiet_to' ),
					},
		latest_age_minutes:
			whole( one( values, 'latest_age_hours' ) ) * HOUR_MINUTES,
	};
}

/** The form's values for a definition. */
export function formOf( definition: Definition ): FormValues {
	const { conditions, action, quiet_hours: quiet } = definition;
	const { amount: delay, unit } = delayParts( definition.delay_minutes );
	const entries: [ string, readonly string[] ][] = [
		[ 'name', [ definition.name ] ],
		[ 'trigger', [ definition.trigger ] ],
		[ 'stores_all', definition.stores === null ? [ '1' ] : [] ],
		[ 'stores', definition.stores ?? [] ],
		[ 'delay', [ String( delay ) ] ],
		[ 'delay_unit', [ unit ] ],
		[ 'statuses', [ conditions.statuses.join( ', ' ) ] ],
		[ 'min_total', [ amountText( conditions.min_total ?? '' ) ] ],
		[ 'max_total', [ amountText( conditions.max_total ?? '' ) ] ],
		[ 'currencies', [ conditions.currencies.join( ', ' ) ] ],
		[ 'products', conditions.products ],
		[ 'collections', conditions.collections ],
		[ 'buyer', [ conditions.buyer ] ],
		[ 'payment_methods', [ conditions.payment_methods.join( ', ' ) ] ],
		[ 'unpaid', conditions.unpaid ? [ '1' ] : [] ],
		[ 'action', [ action.type ] ],
		[ 'hourly_limit', [ String( definition.hourly_limit ) ] ],
		[ 'quiet_from', [ quiet?.from ?? '' ] ],
		[ 'quiet_to', [ quiet?.to ?? '' ] ],
		[
			'latest_age_hours',
			[ String( definition.latest_age_minutes / HOUR_MINUTES ) ],
		],
		...( action.type === 'email'
			? ( [
					[ 'purpose', [ action.purpose ] ],
					[ 'subject', [ action.subject ] ],
					[ 'preheader', [ action.preheader ] ],
					[ 'body', [ action.body ] ],
				] satisfies [ string, string[] ][] )
			: ( [ [ 'endpoint_id', [ action.endpoint_id ] ] ] satisfies [
					string,
					string[],
				][] ) ),
	];
	return new Map( entries );
}

/** Form fields of the definition's parts that are named differently. */
const FIELDS: Readonly< Record< string, string > > = {
	delay_minutes: 'delay',
	latest_age_minutes: 'latest_age_hours',
	'quiet_hours.from': 'quiet_from',
	'quiet_hours.to': 'quiet_to',
};

/** The message for an invalid field; the schema only says that it is invalid. */
function wordsFor( field: string ): string {
	const errors: Readonly< Record< string, string > > =
		texts().automations.errors;
	return Object.hasOwn( errors, field )
		? errors[ field ]!
		: texts().automations.cannotSave;
}

/** The form field of this part of the definition. */
function fieldOf( path: readonly PropertyKey[] ): string {
	const names = path.filter(
		( part ): part is string => typeof part === 'string'
	);
	return FIELDS[ names.join( '.' ) ] ?? names.at( -1 ) ?? 'name';
}

function errorsOf( error: z.ZodError ): FormErrors {
	return Object.fromEntries(
		error.issues
			.map( ( { path, message } ) => [ fieldOf( path ), message ] )
			.reverse()
	);
}

function amountErrors( values: FormValues ): FormErrors {
	return Object.fromEntries(
		[ 'min_total', 'max_total' ].flatMap( ( name ) => {
			const text = one( values, name );
			return text.trim() === '' || readAmount( text ) !== null
				? []
				: [ [ name, amountError( text ) ] ];
		} )
	);
}

function actionOf( values: FormValues ): unknown {
	return one( values, 'action' ) === 'webhook'
		? { type: 'webhook', endpoint_id: one( values, 'endpoint_id' ) }
		: {
				type: 'email',
				purpose: one( values, 'purpose' ) || 'transactional',
				subject: one( values, 'subject' ),
				preheader: one( values, 'preheader' ),
				// Forms are submitted with CRLF line breaks.
				body: one( values, 'body' ).replaceAll( '\r\n', '\n' ),
			};
}

function delayOf( values: FormValues ): number {
	const unit = one( values, 'delay_unit' );
	return (
		whole( one( values, 'delay' ) ) *
		( Object.hasOwn( DELAY_UNITS, unit )
			? DELAY_UNITS[ unit as DelayUnit ]
			: Number.NaN )
	);
}

/** NaN if the text is no whole number; every schema refuses it. */
function whole( text: string ): number {
	return /^\d{1,9}$/.test( text.trim() ) ? Number( text ) : Number.NaN;
}

function words( text: string ): string[] {
	return [
		...new Set(
			text
				.split( /[,\s]+/ )
				.map( ( word ) => word.trim() )
				.filter( ( word ) => word !== '' )
		),
	];
}
